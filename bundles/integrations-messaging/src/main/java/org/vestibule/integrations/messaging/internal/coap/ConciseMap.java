// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** Writes a CBOR map whose keys are integers or texts (RFC 8949, section 3.1). */
final class ConciseMap {
  private static final CBORFactory FACTORY = new CBORFactory();

  private ConciseMap() {}

  /**
   * @param map with {@link Long} or {@link String} keys, and texts or maps of texts for values
   */
  static byte[] write(Map<?, ?> map) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator out = FACTORY.createGenerator(bytes)) {
      write(out, map);
    } catch (IOException e) {
      throw new IllegalStateException("an array takes everything", e);
    }
    return bytes.toByteArray();
  }

  private static void write(CBORGenerator out, Map<?, ?> map) throws IOException {
    out.writeStartObject(map, map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getKey() instanceof Long number) {
        out.writeFieldId(number);
      } else {
        out.writeFieldName(entry.getKey().toString());
      }
      if (entry.getValue() instanceof Map<?, ?> inner) {
        write(out, inner);
      } else {
        out.writeString(entry.getValue().toString());
      }
    }
    out.writeEndObject();
  }
}
