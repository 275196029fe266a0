// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.vestibule.api.command.CommandResult;

/** The response code of CoAP for what became of a command (RFC 7252, section 5.9; RFC 8132). */
final class ResultCode {
  private ResultCode() {}

  static ResponseCode of(CommandResult result) {
    return switch (result.state()) {
      case DONE -> ResponseCode.CHANGED;
      case UNKNOWN -> ResponseCode.GATEWAY_TIMEOUT;
      case REFUSED ->
          switch (result.code()) {
            case "forbidden" -> ResponseCode.FORBIDDEN;
            case "unknown-door" -> ResponseCode.NOT_FOUND;
            case "command-stale", "command-early" -> ResponseCode.BAD_REQUEST;
            case "too-many-commands" -> ResponseCode.TOO_MANY_REQUESTS;
            case "audit-unwritable", "unreachable", "stopping", "just-started" ->
                ResponseCode.SERVICE_UNAVAILABLE;
            case "failed" -> ResponseCode.INTERNAL_SERVER_ERROR;
            // The command was right; the door, or an earlier one, stands against it.
            default -> ResponseCode.CONFLICT;
          };
    };
  }
}
