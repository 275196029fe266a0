// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Judges the CONNECT of one client (MQTT 5.0, section 3.1; MQTT 3.1.1, section 3.1): password,
 * name, will, and how long it wants to be remembered. What reaches the engine has no password any
 * more.
 */
final class Admission {
  private static final int MOST_IN_FLIGHT = 200;

  private final House house;
  private final MqttConnectMessage connect;
  private final boolean five;
  private String user = "";
  private String client = "";
  private String assigned = "";
  private boolean shortened;

  Admission(House house, MqttConnectMessage connect) {
    this.house = house;
    this.connect = connect;
    five = connect.variableHeader().version() == MqttVersion.MQTT_5.protocolLevel();
  }

  boolean five() {
    return five;
  }

  String user() {
    return user;
  }

  /** Returns the client's inner name. */
  String client() {
    return client;
  }

  /** Returns what the engine is given in place of what the client sent. */
  MqttConnectMessage judge(Channel channel) throws Refusal {
    login(channel);
    name();
    will();
    MqttProperties properties = connect.variableHeader().properties();
    if (five) {
      shortened = shorten(properties);
      most(properties, MqttPropertyType.RECEIVE_MAXIMUM, MOST_IN_FLIGHT, true);
    }
    HouseSecurity.admit(channel, user);
    channel.attr(Connections.USER).set(user);
    channel.attr(Connections.CLIENT).set(client);
    MqttConnectPayload payload = connect.payload();
    return new MqttConnectMessage(
        connect.fixedHeader(),
        connect.variableHeader(),
        new MqttConnectPayload(
            client,
            payload.willProperties(),
            payload.willTopic(),
            payload.willMessageInBytes(),
            user,
            null));
  }

  private void login(Channel channel) throws Refusal {
    byte[] password = connect.payload().passwordInBytes();
    String name = connect.payload().userName();
    House.Login login = house.login(Connections.address(channel), name, password);
    if (password != null) {
      Arrays.fill(password, (byte) 0);
    }
    switch (login) {
      case RIGHT -> user = name;
      case WRONG ->
          throw Refusal.entry(
              MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
              MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD);
      case MUST_WAIT ->
          throw Refusal.entry(
              MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
              MqttConnectReturnCode.CONNECTION_REFUSED_BANNED);
    }
  }

  private void name() throws Refusal {
    String identifier = connect.payload().clientIdentifier();
    if (identifier == null || identifier.isEmpty()) {
      // MQTT 3.1.1 section 3.1.3.1: without a name there is nothing to be remembered by.
      if (!five && !connect.variableHeader().isCleanSession()) {
        throw badName();
      }
      assigned = UUID.randomUUID().toString();
      identifier = assigned;
    }
    client = ClientName.of(user, identifier).orElseThrow(Admission::badName);
    Sessions sessions = house.engine().sessions();
    if (!sessions.has(client) && sessions.ofUser(user).size() >= house.bounds().half()) {
      throw Refusal.entry(
          MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE,
          MqttConnectReturnCode.CONNECTION_REFUSED_QUOTA_EXCEEDED);
    }
  }

  private static Refusal badName() {
    return Refusal.entry(
        MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED,
        MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID);
  }

  private void will() throws Refusal {
    if (!connect.variableHeader().isWillFlag()) {
      return;
    }
    String topic = connect.payload().willTopic();
    boolean may = house.rights(user).filter(rights -> rights.mayWrite(topic)).isPresent();
    if (!may
        || (connect.variableHeader().isWillRetain()
            && !house.retained().keep(topic, Optional.empty()))) {
      throw Refusal.entry(
          MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
          MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5);
    }
  }

  private boolean shorten(MqttProperties properties) {
    return most(
        properties,
        MqttPropertyType.SESSION_EXPIRY_INTERVAL,
        house.bounds().sessionSeconds(),
        false);
  }

  /** Bounds a property; returns whether it was beyond. The wire has it without a sign. */
  private static boolean most(
      MqttProperties properties, MqttPropertyType type, int most, boolean always) {
    MqttProperties.MqttProperty<?> asked = properties.getProperty(type.value());
    boolean beyond =
        asked == null ? always : Integer.toUnsignedLong((Integer) asked.value()) > most;
    if (beyond) {
      properties.add(new IntegerProperty(type.value(), most));
    }
    return beyond;
  }

  /** A DISCONNECT may ask anew for how long the client is remembered. */
  void boundExpiry(MqttMessage message) {
    if (five
        && message.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
        && header.properties().getProperty(MqttPropertyType.SESSION_EXPIRY_INTERVAL.value())
            != null) {
      shorten(header.properties());
    }
  }

  /** Tells the client what was decided for it. */
  MqttConnAckMessage complete(MqttConnAckMessage answer) {
    if (five) {
      MqttProperties properties = answer.variableHeader().properties();
      if (shortened) {
        properties.add(
            new IntegerProperty(
                MqttPropertyType.SESSION_EXPIRY_INTERVAL.value(), house.bounds().sessionSeconds()));
      }
      if (!assigned.isEmpty()) {
        properties.add(
            new StringProperty(MqttPropertyType.ASSIGNED_CLIENT_IDENTIFIER.value(), assigned));
      }
      properties.add(
          new IntegerProperty(MqttPropertyType.SHARED_SUBSCRIPTION_AVAILABLE.value(), 0));
    }
    return answer;
  }
}
