// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import org.vestibule.integrations.access.control.internal.osdp.CardRead;
import org.vestibule.integrations.access.control.internal.osdp.KeypadDigits;
import org.vestibule.integrations.access.control.internal.osdp.Levels;
import org.vestibule.integrations.access.control.internal.osdp.LocalStatus;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;

/**
 * Tells what a reader says: cards, keys, inputs, outputs, tamper and power. What has a wrong length
 * is not told. One thread.
 */
final class ReaderEvents {
  private final ReaderListener listener;
  private boolean outputOn;

  ReaderEvents(ReaderListener listener) {
    this.listener = listener;
  }

  /** Returns whether the reader said that an output is on. */
  boolean anyOutputOn() {
    return outputOn;
  }

  void reply(int code, byte[] data, long nowNanos) {
    switch (code) {
      case ReplyCode.RAW ->
          CardRead.decode(data).ifPresent(read -> listener.card(read.bits(), nowNanos));
      case ReplyCode.KEYPAD ->
          KeypadDigits.decode(data).ifPresent(pressed -> listener.keys(pressed.keys(), nowNanos));
      case ReplyCode.ISTATR -> listener.inputs(Levels.decode(data));
      case ReplyCode.OSTATR -> outputs(Levels.decode(data));
      case ReplyCode.LSTATR ->
          LocalStatus.decode(data)
              .ifPresent(local -> listener.local(local.tamper(), local.powerFailure()));
      default -> {}
    }
  }

  private void outputs(boolean[] levels) {
    outputOn = false;
    for (boolean level : levels) {
      outputOn |= level;
    }
    listener.outputs(levels);
  }
}
