// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.util.Arrays;
import java.util.Optional;

/** How a message is written: the same tree either way. Thread-safe. */
public enum Encoding {
  /** RFC 8259, UTF-8. */
  JSON("application/json", 50, new JsonFactory()),
  /** RFC 8949, text strings for keys. */
  CBOR("application/cbor", 60, new CBORFactory());

  private final String mediaType;
  private final int coapFormat;
  private final JsonFactory factory;
  private final ObjectMapper mapper;

  Encoding(String mediaType, int coapFormat, JsonFactory factory) {
    this.mediaType = mediaType;
    this.coapFormat = coapFormat;
    this.factory = factory;
    // What is read is small and flat; whoever sends more is refused before it costs anything.
    factory.setStreamReadConstraints(
        StreamReadConstraints.builder()
            .maxNestingDepth(4)
            .maxNumberLength(20)
            .maxNameLength(256)
            .maxStringLength(CommandMessages.MOST_BYTES)
            .build());
    this.mapper = new ObjectMapper(factory);
  }

  /** Returns the media type, for example {@code application/json}. */
  public String mediaType() {
    return mediaType;
  }

  /** Returns the CoAP content format (RFC 7252, section 12.3). */
  public int coapFormat() {
    return coapFormat;
  }

  /** Finds an encoding by its media type, whatever its parameters and case. */
  public static Optional<Encoding> of(String mediaType) {
    String bare = mediaType.split(";", 2)[0].strip();
    return Arrays.stream(values()).filter(e -> e.mediaType.equalsIgnoreCase(bare)).findFirst();
  }

  /** Writes a tree. */
  public byte[] write(JsonNode tree) {
    try {
      return mapper.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  JsonFactory factory() {
    return factory;
  }
}
