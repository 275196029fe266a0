// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station.sip;

import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.onvif.sip.internal.sip.SipCall;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener;

/** A call that was refused: nothing of it matters any more. */
final class PanelRefused implements SipListener {
  @Override
  public void ringing(SipCall call) {
    // It was we who were called.
  }

  @Override
  public void early(SipCall call, String answer) {
    // It was we who were called.
  }

  @Override
  public void answered(SipCall call, String answer) {
    call.hangUp();
  }

  @Override
  public void confirmed(SipCall call) {
    call.hangUp();
  }

  @Override
  public String offered(SipCall call, String offer) throws VestibuleException {
    throw new VestibuleException(
        "media-incompatible", "call", "refused", "a call that stands", "Call again.");
  }

  @Override
  public void digit(SipCall call, char digit) {
    // A key in a call that never stood does nothing.
  }

  @Override
  public void ended(SipCall call, End end) {
    // As it should be.
  }
}
