// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.net.InetAddress;
import java.util.Optional;
import org.vestibule.broker.internal.BrokerSettings.Bounds;

/**
 * What every connection is judged by. Thread-safe.
 *
 * @param notes is told of wrong passwords
 */
record House(
    Users users,
    Bounds bounds,
    Engine engine,
    Attempts attempts,
    Connections connections,
    Retained retained,
    LoginNotes notes) {
  /** What came of showing a password. */
  enum Login {
    RIGHT,
    WRONG,
    MUST_WAIT
  }

  /** Looks at a name and a password; counts and tells the wrong ones. */
  Login login(InetAddress from, String name, byte[] password) {
    Optional<BrokerUser> user = users.find(name);
    String known = user.map(BrokerUser::name).orElse("");
    String key = Attempts.key(from, known);
    if (attempts.mustWait(key)) {
      return Login.MUST_WAIT;
    }
    if (user.isPresent() && password != null && user.get().is(password)) {
      attempts.right(key);
      return Login.RIGHT;
    }
    boolean waits = attempts.wrong(key);
    notes.wrong(known, from.getHostAddress(), waits);
    return Login.WRONG;
  }

  Optional<Rights> rights(String user) {
    return users.find(user).map(BrokerUser::rights);
  }
}
