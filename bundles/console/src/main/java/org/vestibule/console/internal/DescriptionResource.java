// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The description of this interface (OpenAPI 3.1), held in memory. */
final class DescriptionResource {
  static final String FILE = "/openapi.yaml";

  private final String text;

  DescriptionResource() {
    try (InputStream in = DescriptionResource.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the bundle");
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(FILE + " cannot be read", e);
    }
  }

  void routes(Router router) {
    router.own(
        "GET", FILE, request -> Reply.ok(new Reply.Text("application/yaml; charset=utf-8", text)));
  }
}
