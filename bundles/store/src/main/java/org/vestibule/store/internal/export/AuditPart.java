// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;

/** The lines of the audit that are about somebody, as they are read. */
final class AuditPart {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AuditPart() {}

  /** Writes {@code audit.json}. */
  static void write(CopyZip zip, AuditTrail audit, Mask mask, Instant until)
      throws IOException, VestibuleException {
    zip.entry("audit.json", "application/json", out -> lines(out, audit, mask, until));
  }

  private static void lines(OutputStream out, AuditTrail audit, Mask mask, Instant until)
      throws IOException, VestibuleException {
    try (JsonGenerator json =
        JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.useDefaultPrettyPrinter();
      json.writeStartArray();
      audit.read(Instant.EPOCH, until, line -> line(json, line, mask));
      json.writeEndArray();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void line(JsonGenerator json, AuditEntry line, Mask mask) {
    if (!mask.about(line)) {
      return;
    }
    try {
      json.writePOJO(mask.line(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
