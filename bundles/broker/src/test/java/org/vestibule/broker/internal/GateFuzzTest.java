// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;

/** Whatever a stranger sends: nothing gets past the gate, nothing is thrown. */
class GateFuzzTest {
  @FuzzTest
  void nothingPassesBeforeTheRightPassword(byte[] bytes) throws VestibuleException {
    Users users = new Users();
    users.replace(
        Map.of(
            "gateway",
            new BrokerUser(
                "gateway",
                "correct horse battery".getBytes(StandardCharsets.UTF_8),
                new Rights(List.of(), List.of()))));
    BrokerSettings settings = BrokerSettings.of(Map.of(), Path.of("data"));
    House house =
        new House(
            users,
            settings.bounds(),
            null,
            new Attempts(java.time.Clock.systemUTC()),
            new Connections(settings.bounds()),
            new Retained(settings.bounds().retained(), Engine.FORGETS_WITHIN, System::nanoTime),
            (user, address, waits) -> assertThat(user).isIn("", "gateway"));
    EmbeddedChannel channel =
        new EmbeddedChannel(new MqttDecoder(settings.bounds().packetBytes()), new Gate(house));
    channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    channel.runPendingTasks();
    assertThat(channel.<Object>readInbound()).isNull();
    channel.finishAndReleaseAll();
  }

  @FuzzTest
  void aFilterOrNothing(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    TopicFilter.of(text)
        .ifPresent(
            filter -> {
              assertThat(filter.toString()).isEqualTo(text);
              assertThat(filter.covers(filter)).isTrue();
            });
    assertThat(ClientName.of("user", text).orElse("user/")).matches("user/[A-Za-z0-9_%-]*");
  }
}
