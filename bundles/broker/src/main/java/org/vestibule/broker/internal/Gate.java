// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Stands between the network and the engine, one for each connection: nothing passes before the
 * right password, and nothing that is malformed, too much or beyond the bounds passes later. One
 * event loop uses it.
 */
final class Gate extends ChannelDuplexHandler {
  private static final int LOGIN_SECONDS = 10;
  private static final int MOST_SUBSCRIPTIONS = 100;

  private final House house;
  private final Pace pace;
  private Admission admission;
  private boolean in;
  private boolean refused;

  Gate(House house) {
    this.house = house;
    pace = new Pace(house.bounds().messagesPerSecond(), System.nanoTime());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context.executor().schedule(() -> in ? null : context.close(), LOGIN_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    MqttMessage message = (MqttMessage) read;
    if (refused) {
      // It came in one piece with what was refused.
      ReferenceCountUtil.release(message);
      return;
    }
    try {
      MqttMessage passed = judge(context, message);
      slowDown(context, message);
      context.fireChannelRead(passed);
    } catch (Refusal refusal) {
      refused = true;
      ReferenceCountUtil.release(message);
      refusal.answer(context, admission != null && admission.five());
    }
  }

  private MqttMessage judge(ChannelHandlerContext context, MqttMessage message) throws Refusal {
    if (message.decoderResult().isFailure()) {
      boolean tooLong = message.decoderResult().cause() instanceof TooLongFrameException;
      throw Refusal.ending(tooLong ? Refusal.PACKET_TOO_LARGE : Refusal.MALFORMED);
    }
    if (message instanceof MqttConnectMessage connect && admission == null) {
      admission = new Admission(house, connect);
      return admission.judge(context.channel());
    }
    if (admission == null || message instanceof MqttConnectMessage) {
      throw Refusal.ending(Refusal.PROTOCOL);
    }
    if (message instanceof MqttPublishMessage publish) {
      publish(publish);
    } else if (message instanceof MqttSubscribeMessage subscribe) {
      List<String> filters =
          subscribe.payload().topicSubscriptions().stream()
              .map(each -> each.topicFilter())
              .toList();
      filters(filters);
      if (house.engine().sessions().subscriptions(admission.client()) + filters.size()
          > MOST_SUBSCRIPTIONS) {
        throw Refusal.ending(Refusal.QUOTA);
      }
    } else if (message instanceof MqttUnsubscribeMessage unsubscribe) {
      filters(unsubscribe.payload().topics());
    } else {
      admission.boundExpiry(message);
    }
    return message;
  }

  private void publish(MqttPublishMessage publish) throws Refusal {
    String topic = publish.variableHeader().topicName();
    if (TopicFilter.topic(topic).isEmpty()) {
      throw Refusal.ending(Refusal.TOPIC);
    }
    boolean may = house.rights(admission.user()).filter(each -> each.mayWrite(topic)).isPresent();
    if (!may && !admission.five()) {
      // MQTT 3.1.1 has no answer for this, and to acknowledge it would be a lie.
      throw Refusal.ending(Refusal.NOT_AUTHORIZED);
    }
    if (may && publish.fixedHeader().isRetain()) {
      if (!publish.payload().isReadable()) {
        house.retained().clear(topic);
      } else if (!house.retained().keep(topic, life(publish))) {
        throw Refusal.ending(Refusal.QUOTA);
      }
    }
  }

  /** MQTT 5.0, 3.3.2.3.3; the wire has it without a sign. */
  private static Optional<Duration> life(MqttPublishMessage publish) {
    MqttProperties.MqttProperty<?> seconds =
        publish
            .variableHeader()
            .properties()
            .getProperty(MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL.value());
    return Optional.ofNullable(seconds)
        .map(each -> Duration.ofSeconds(Integer.toUnsignedLong((Integer) each.value())));
  }

  private static void filters(List<String> filters) throws Refusal {
    for (String filter : filters) {
      if (filter.startsWith("$share/")) {
        // The engine would give the queue of a shared subscription to whoever knows its name.
        throw Refusal.ending(Refusal.NO_SHARED);
      }
      if (TopicFilter.of(filter).isEmpty()) {
        throw Refusal.ending(Refusal.FILTER);
      }
    }
  }

  private void slowDown(ChannelHandlerContext context, MqttMessage message) {
    int bytes =
        message instanceof MqttPublishMessage publish ? publish.payload().readableBytes() : 0;
    long wait =
        switch (message.fixedHeader().messageType()) {
          case PUBLISH, SUBSCRIBE, UNSUBSCRIBE, PINGREQ -> pace.take(bytes, System.nanoTime());
          default -> 0;
        };
    if (wait > 0 && context.channel().config().isAutoRead()) {
      context.channel().config().setAutoRead(false);
      context
          .executor()
          .schedule(() -> context.channel().config().setAutoRead(true), wait, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof MqttConnAckMessage answer && admission != null) {
      in = answer.variableHeader().connectReturnCode() == MqttConnectReturnCode.CONNECTION_ACCEPTED;
      context.write(in ? admission.complete(answer) : answer, promise);
      return;
    }
    context.write(message, promise);
  }
}
