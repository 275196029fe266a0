// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import java.util.Optional;

/**
 * Why a connection ends, in the codes of MQTT 5.0 section 2.4. Without a stack trace: a stranger
 * causes it as often as it likes.
 */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  static final byte MALFORMED = (byte) 0x81;
  static final byte PROTOCOL = (byte) 0x82;
  static final byte NOT_AUTHORIZED = (byte) 0x87;
  static final byte FILTER = (byte) 0x8F;
  static final byte TOPIC = (byte) 0x90;
  static final byte PACKET_TOO_LARGE = (byte) 0x95;
  static final byte QUOTA = (byte) 0x97;
  static final byte NO_SHARED = (byte) 0x9E;

  private final byte reason;
  private final MqttConnectReturnCode three;
  private final MqttConnectReturnCode five;

  private Refusal(byte reason, MqttConnectReturnCode three, MqttConnectReturnCode five) {
    super(null, null, false, false);
    this.reason = reason;
    this.three = three;
    this.five = five;
  }

  /** Ends a connection that was let in; MQTT 3.1.1 knows no reason. */
  static Refusal ending(byte reason) {
    return new Refusal(reason, null, null);
  }

  /** Lets a client not in, in the codes of either version. */
  static Refusal entry(MqttConnectReturnCode three, MqttConnectReturnCode five) {
    return new Refusal((byte) 0, three, five);
  }

  /**
   * Tells the client and closes the connection.
   *
   * @param speaksFive whether the client speaks MQTT 5
   */
  void answer(ChannelHandlerContext context, boolean speaksFive) {
    context.channel().config().setAutoRead(false);
    Optional<MqttMessage> answer = Optional.empty();
    if (three != null) {
      answer =
          Optional.of(
              MqttMessageBuilders.connAck()
                  .returnCode(speaksFive ? five : three)
                  .sessionPresent(false)
                  .build());
    } else if (speaksFive) {
      answer = Optional.of(MqttMessageBuilders.disconnect().reasonCode(reason).build());
    }
    if (answer.isPresent()) {
      context.writeAndFlush(answer.get()).addListener(ChannelFutureListener.CLOSE);
    } else {
      context.close();
    }
  }
}
