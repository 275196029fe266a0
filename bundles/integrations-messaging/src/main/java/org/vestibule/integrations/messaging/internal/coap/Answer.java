// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;

/**
 * What is answered. Immutable but for the arrays, which nobody changes.
 *
 * @param format its number in the registry of CoAP content formats
 * @param tag names this state of this representation (RFC 7252, section 5.10.6)
 * @param maxAge for how many seconds it counts; empty: 60, as RFC 7252 has it
 */
record Answer(
    ResponseCode code, byte[] body, int format, Optional<byte[]> tag, Optional<Integer> maxAge) {

  Response response() {
    Response response = new Response(code);
    response.setPayload(body);
    if (body.length > 0) {
      response.getOptions().setContentFormat(format);
    }
    tag.ifPresent(response.getOptions()::addETag);
    maxAge.ifPresent(response.getOptions()::setMaxAge);
    return response;
  }

  /** Returns the answer to whoever has this state already. */
  Answer valid() {
    return new Answer(ResponseCode.VALID, new byte[0], format, tag, maxAge);
  }
}
