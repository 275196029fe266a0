// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;

/**
 * Tells the engine who a connection belongs to, as {@link Gate} found out, and what that user may
 * do now: asked at each publish and each subscription. Thread-safe.
 */
final class HouseSecurity implements ActiveMQSecurityManager5 {
  /** The subject of whoever showed the right password on this connection. */
  static final AttributeKey<Subject> WHO = AttributeKey.valueOf(HouseSecurity.class, "who");

  private static final WildcardConfiguration WILDCARDS = new WildcardConfiguration();

  private final Users users;

  HouseSecurity(Users users) {
    this.users = users;
  }

  static void admit(Channel channel, String user) {
    Subject subject = new Subject();
    subject.getPrincipals().add(new UserPrincipal(user));
    channel.attr(WHO).set(subject);
  }

  @Override
  public Subject authenticate(
      String user, String password, RemotingConnection connection, String domain) {
    return connection != null
            && connection.getTransportConnection() instanceof NettyServerConnection wire
        ? wire.getNettyChannel().attr(WHO).get()
        : null;
  }

  @Override
  public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
    Optional<Rights> rights = users.find(getUserFromSubject(subject)).map(BrokerUser::rights);
    if (rights.isEmpty()) {
      return false;
    }
    int queue = address.indexOf("::");
    String topic =
        MQTTUtil.getMqttTopicFromCoreAddress(
            queue < 0 ? address : address.substring(0, queue), WILDCARDS);
    return switch (check) {
      case SEND -> rights.get().mayWrite(topic);
      case CONSUME, CREATE_DURABLE_QUEUE, CREATE_NON_DURABLE_QUEUE -> rights.get().mayRead(topic);
      case CREATE_ADDRESS -> rights.get().mayRead(topic) || rights.get().mayWrite(topic);
      // Of a queue of its own: whoever lost a right may still unsubscribe.
      case DELETE_DURABLE_QUEUE, DELETE_NON_DURABLE_QUEUE -> true;
      default -> false;
    };
  }

  @Override
  public boolean validateUser(String user, String password) {
    return false;
  }

  @Override
  public boolean validateUserAndRole(
      String user, String password, Set<Role> roles, CheckType check) {
    return false;
  }
}
