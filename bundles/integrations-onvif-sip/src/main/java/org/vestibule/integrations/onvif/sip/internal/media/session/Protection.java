// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.util.Optional;
import org.vestibule.integrations.onvif.sip.internal.media.sdp.Agreement;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.MasterKey;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.SrtpReceiver;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.SrtpSender;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.Suite;

/**
 * What stands between packets and the wire: SRTP, or nothing. Under the same key it goes on
 * counting, whatever else is agreed on. Used by the media thread alone.
 */
final class Protection implements AutoCloseable {
  private record Under(Suite suite, MasterKey key) {}

  private Under ours;
  private Under theirs;
  private SrtpSender sender;
  private SrtpReceiver receiver;

  void agree(Optional<Agreement.Keys> keys) {
    Under out = keys.map(used -> new Under(used.suite(), used.ours())).orElse(null);
    Under in = keys.map(used -> new Under(used.suite(), used.theirs())).orElse(null);
    if (out == null || !out.equals(ours)) {
      closeSender();
      sender = out == null ? null : new SrtpSender(out.suite(), out.key());
    }
    if (in == null || !in.equals(theirs)) {
      closeReceiver();
      receiver = in == null ? null : new SrtpReceiver(in.suite(), in.key());
    }
    ours = out;
    theirs = in;
  }

  byte[] sound(byte[] packet) {
    return sender == null ? packet : sender.protect(packet);
  }

  byte[] report(byte[] packet) {
    return sender == null ? packet : sender.protectControl(packet);
  }

  Optional<byte[]> heard(byte[] packet) {
    return receiver == null ? Optional.of(packet) : receiver.open(packet);
  }

  Optional<byte[]> reported(byte[] packet) {
    return receiver == null ? Optional.of(packet) : receiver.openControl(packet);
  }

  private void closeSender() {
    if (sender != null) {
      sender.close();
    }
  }

  private void closeReceiver() {
    if (receiver != null) {
      receiver.close();
    }
  }

  @Override
  public void close() {
    closeSender();
    closeReceiver();
  }
}
