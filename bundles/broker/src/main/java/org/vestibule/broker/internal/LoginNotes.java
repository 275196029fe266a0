// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

/** Is told of logins that failed. Called on a thread that must not wait. */
interface LoginNotes {
  /**
   * A wrong name or password.
   *
   * @param user empty when nobody has that name: what was typed there may be a password
   * @param waits whether whoever it is has to wait now
   */
  void wrong(String user, String address, boolean waits);
}
