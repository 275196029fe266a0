// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What is answered instead of what was asked for, as RFC 9457 has it; every word of it is the
 * house's own.
 */
record Refusal(int status, String code, String input, String found, String allowed, String remedy) {
  void to(HttpServletResponse answer) throws IOException {
    String body =
        String.format(
            "{\"type\":\"urn:vestibule:error:%s\",\"status\":%d,\"code\":\"%s\",\"input\":\"%s\","
                + "\"found\":\"%s\",\"allowed\":\"%s\",\"remedy\":\"%s\"}",
            code, status, code, input, found, allowed, remedy);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    answer.setStatus(status);
    answer.setContentType("application/problem+json");
    answer.setContentLength(bytes.length);
    answer.getOutputStream().write(bytes);
  }
}
