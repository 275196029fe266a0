// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.call.Call;
import org.vestibule.api.call.Call.State;
import org.vestibule.api.visit.Conversation;

/** Why a call is not somebody's, and why it ended. */
final class CallRefusals {
  private CallRefusals() {}

  static VestibuleException unknown(String call) {
    return new VestibuleException(
        "unknown-call",
        "call",
        call.length() > 63 ? "a name that no call has" : call,
        "a call of one's own that rings",
        "Ask again what rings.");
  }

  /** Somebody was quicker, or it is over. */
  static VestibuleException late(Call call) {
    return call.state() == State.ENDED
        ? new VestibuleException(
            "call-over", "call " + call.id(), "over", "a call that rings", "Nothing is to be done.")
        : new VestibuleException(
            "call-answered",
            "call " + call.id(),
            "answered by " + call.by().orElse("somebody else"),
            "the first answer",
            "Nothing is to be done: the visitor is talked to.");
  }

  /** Returns why a conversation ended, in the words of the event. */
  static String why(HeldConversation ended) {
    return ended.why().or(() -> ended.ending().map(CallRefusals::word)).orElse("visit-closed");
  }

  private static String word(Conversation.End end) {
    return switch (end) {
      case HUNG_UP -> "hung-up";
      case HANDED_OVER -> "handed-over";
      case VISIT_CLOSED -> "visit-closed";
      case TIME_LIMIT -> "time-limit";
    };
  }
}
