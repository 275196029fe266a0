// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.entry;

import org.vestibule.api.door.DoorId;

/** A reader at which people show what they have. Thread-safe. */
public interface EntryPoint {
  /** Returns its name in the configuration. */
  String name();

  /** Returns the door that it is for. */
  DoorId door();

  /** Shows something to whoever stands there; returns at once. */
  void show(Sign sign);

  /** What is shown. */
  enum Sign {
    /** Come in: green, a short beep. */
    GRANTED,
    /** No: red, a long beep. */
    DENIED,
    /** Now the code: amber. */
    ASK_CODE,
    /** Nothing any more. */
    READY
  }
}
