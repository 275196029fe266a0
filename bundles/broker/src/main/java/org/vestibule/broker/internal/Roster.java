// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;

/**
 * Makes the users out of their configurations and passwords, and keeps an unchanged one as it is,
 * with its connections. One thread uses it.
 */
final class Roster {
  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

  private final Users users;
  private final PasswordSource passwords;
  private Map<String, BrokerUser> known = Map.of();
  private List<String> troubles = List.of();
  private boolean locked;

  Roster(Users users, PasswordSource passwords) {
    this.users = users;
    this.passwords = passwords;
  }

  /**
   * Reads everything anew. A configuration that is wrong, and a user without a password, let nobody
   * in; a vault that is locked changes nothing for those who are known already.
   *
   * @return the names whose connections must end
   */
  Set<String> read(List<TopicFilter> gatewayTopics, Collection<Map<String, Object>> entries) {
    Map<String, BrokerUser> next = new HashMap<>();
    List<String> found = new ArrayList<>();
    locked = false;
    Rights all = new Rights(gatewayTopics, gatewayTopics);
    try {
      take(next, UserSettings.GATEWAY, all, passwords.gateway());
    } catch (VestibuleException e) {
      keep(next, UserSettings.GATEWAY, all, e, found);
    }
    for (Map<String, Object> entry : entries) {
      try {
        one(next, UserSettings.of(entry), found);
      } catch (VestibuleException e) {
        found.add(e.getMessage());
      }
    }
    found.stream()
        .filter(each -> !troubles.contains(each))
        .forEach(each -> LOG.warn("A user of the broker is refused: {}", each));
    troubles = List.copyOf(found);
    known = next;
    return users.replace(next);
  }

  private void one(Map<String, BrokerUser> next, UserSettings user, List<String> found) {
    if (next.containsKey(user.name())) {
      found.add("Two configurations of " + UserConfig.PID + " name the user " + user.name());
      return;
    }
    try {
      take(next, user.name(), user.rights(), passwords.of(user));
    } catch (VestibuleException e) {
      keep(next, user.name(), user.rights(), e, found);
    }
  }

  private void take(Map<String, BrokerUser> next, String name, Rights rights, byte[] password) {
    BrokerUser before = known.get(name);
    boolean same = before != null && before.is(password) && before.rights().sameAs(rights);
    next.put(name, same ? before : new BrokerUser(name, password, rights));
    Arrays.fill(password, (byte) 0);
  }

  /** A password that cannot be read now is not a password that was taken away. */
  private void keep(
      Map<String, BrokerUser> next,
      String name,
      Rights rights,
      VestibuleException why,
      List<String> found) {
    BrokerUser before = known.get(name);
    boolean unreadable =
        List.of("vault-locked", "secrets-unavailable", "storage-failed").contains(why.code());
    locked |= unreadable;
    if (unreadable && before != null && before.rights().sameAs(rights)) {
      next.put(name, before);
    }
    found.add(why.getMessage());
  }

  /** Returns what is wrong with users, for people. */
  List<String> troubles() {
    return troubles;
  }

  /** Returns whether a password could not be read for now. */
  boolean locked() {
    return locked;
  }
}
