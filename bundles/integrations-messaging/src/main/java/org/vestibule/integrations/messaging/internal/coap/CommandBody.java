// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.messages.CommandMessages;
import org.vestibule.messages.Encoding;

/** Commands and their answers, in the encodings of the house. */
final class CommandBody {
  private CommandBody() {}

  /**
   * Reads a command.
   *
   * @throws Refused 4.13 for one that is too long
   * @throws VestibuleException {@code command-invalid}, naming what is wrong
   */
  static CommandRequest read(byte[] body, BodyFormat format) throws Refused, VestibuleException {
    if (body.length > CommandMessages.MOST_BYTES) {
      throw new Refused(
          ResponseCode.REQUEST_ENTITY_TOO_LARGE,
          "command-invalid",
          "A command has at most " + CommandMessages.MOST_BYTES + " bytes");
    }
    return CommandMessages.read(body, encoding(format));
  }

  static byte[] write(CommandResult result, BodyFormat format) {
    return CommandMessages.write(result, encoding(format));
  }

  private static Encoding encoding(BodyFormat format) {
    return format == BodyFormat.CBOR ? Encoding.CBOR : Encoding.JSON;
  }
}
