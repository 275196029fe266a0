// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

/** What a key of a resident does. */
enum CallKey {
  /** Opens the door. */
  OPEN("openKeys", "9"),
  /** Sends the visitor to the parcel room. */
  PARCEL_ROOM("parcelRoomKeys", "7"),
  /** Sends the visitor away. */
  DECLINE("declineKeys", "8"),
  /** Gives the visitor back to the assistant. */
  ASSISTANT("assistantKeys", "5");

  private final String setting;
  private final String usual;

  CallKey(String setting, String usual) {
    this.setting = setting;
    this.usual = usual;
  }

  /** Returns the key of the configuration. */
  String setting() {
    return setting;
  }

  /** Returns the default. */
  String usual() {
    return usual;
  }
}
