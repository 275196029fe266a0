// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.store.Secrets;

/** Makes one connection, in the version of MQTT that the broker speaks. Used by one thread. */
final class Connector {
  private final LinkPlan plan;
  private final Secrets secrets;
  private final Consumer<Incoming> heard;
  private BrokerClient client;

  /**
   * @param secrets null while nobody keeps any
   */
  Connector(LinkPlan plan, Secrets secrets, Consumer<Incoming> heard) {
    this.plan = plan;
    this.secrets = secrets;
    this.heard = heard;
  }

  /** Connects; returns when the broker let this gateway in. */
  BrokerClient connect(Way way) throws IOException, GeneralSecurityException, VestibuleException {
    ServerSettings server = plan.server();
    SocketFactory sockets =
        server.encrypted() ? way.sockets(Tls.context(server, secrets)) : way.sockets();
    Optional<byte[]> password = password(server, way);
    try {
      ConnectPlan with = new ConnectPlan(server, sockets, password, will(way), heard);
      client = connect(with);
      return client;
    } finally {
      password.ifPresent(letters -> Arrays.fill(letters, (byte) 0));
    }
  }

  /** Lets go without a word, after the connection broke. */
  void abandon() {
    if (client != null) {
      client.abandon();
    }
  }

  private static BrokerClient connect(ConnectPlan with) throws BrokerException {
    return switch (with.server().version()) {
      case FIVE -> new ClientFive(with);
      case THREE -> new ClientThree(with);
      case AUTO -> {
        try {
          yield new ClientFive(with);
        } catch (BrokerException e) {
          if (!e.refusesVersion()) {
            throw e;
          }
          yield new ClientThree(with);
        }
      }
    };
  }

  private Optional<ConnectPlan.Will> will(Way way) {
    return plan.voices().stream()
        .flatMap(voice -> voice.will().stream())
        .findFirst()
        .flatMap(
            will ->
                way.fit(will.choices())
                    .map(
                        payload ->
                            new ConnectPlan.Will(
                                will.topic(), payload, will.qos(), will.retained())));
  }

  private Optional<byte[]> password(ServerSettings server, Way way)
      throws IOException, VestibuleException {
    Kept kept = server.password();
    if (!kept.somewhere()) {
      return Optional.empty();
    }
    byte[] read = kept.read(secrets);
    byte[] password = kept.secret().isEmpty() ? firstLine(read) : read;
    return way.declared(DataClass.CREDENTIAL, password.length)
        ? Optional.of(password)
        : Optional.empty();
  }

  private static byte[] firstLine(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    Arrays.fill(file, (byte) 0);
    return text.lines().findFirst().orElse("").getBytes(StandardCharsets.UTF_8);
  }
}
