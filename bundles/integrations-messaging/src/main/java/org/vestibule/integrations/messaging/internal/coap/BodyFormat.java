// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.OptionSet;

/** The formats of bodies, and what is written in them. */
enum BodyFormat {
  JSON(MediaTypeRegistry.APPLICATION_JSON),
  CBOR(MediaTypeRegistry.APPLICATION_CBOR),
  SENML_JSON(MediaTypeRegistry.APPLICATION_SENML_JSON),
  SENML_CBOR(MediaTypeRegistry.APPLICATION_SENML_CBOR);

  /** Concise problem details (RFC 9290, section 6.2). */
  static final int PROBLEM = 257;

  /** The title and the detail of a problem (RFC 9290, section 2). */
  private static final long TITLE = -1;

  private static final long DETAIL = -2;
  private static final String OURS = "urn:vestibule:problem";

  private static final ObjectMapper JSON_MAPPER = new ObjectMapper();
  private static final ObjectMapper CBOR_MAPPER = new CBORMapper();

  private final int number;

  BodyFormat(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /**
   * Chooses by Accept (RFC 7252, section 5.10.4).
   *
   * @param offered the first one is taken where nothing is wished
   * @throws Refused 4.06, with what there is
   */
  static BodyFormat accepted(OptionSet options, List<BodyFormat> offered) throws Refused {
    if (!options.hasAccept()) {
      return offered.get(0);
    }
    for (BodyFormat each : offered) {
      if (each.number == options.getAccept()) {
        return each;
      }
    }
    List<Integer> numbers = offered.stream().map(BodyFormat::number).toList();
    throw new Refused(
        ResponseCode.NOT_ACCEPTABLE, "format-unknown", "Content formats here: " + numbers);
  }

  /** Writes maps, lists, texts, numbers and flags; only for {@link #JSON} and {@link #CBOR}. */
  byte[] write(Object plain) {
    try {
      return (this == JSON ? JSON_MAPPER : CBOR_MAPPER).writeValueAsBytes(plain);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain maps can always be written", e);
    }
  }

  /**
   * What is wrong, as its asker can read it: CBOR (RFC 9290) for who speaks CBOR, else JSON.
   *
   * @param retry after how many seconds it may be asked again
   */
  static Answer problem(Refused refused, OptionSet asked, Optional<Integer> retry) {
    int wished = asked.hasAccept() ? asked.getAccept() : asked.getContentFormat();
    boolean concise = wished == CBOR.number || wished == SENML_CBOR.number || wished == PROBLEM;
    Map<Object, Object> body = new LinkedHashMap<>();
    if (concise) {
      body.put(TITLE, refused.code());
      body.put(DETAIL, refused.getMessage());
      body.put(OURS, Map.of("code", refused.code()));
    } else {
      body.put("code", refused.code());
      body.put("detail", refused.getMessage());
    }
    return new Answer(
        refused.response(),
        concise ? ConciseMap.write(body) : JSON.write(body),
        concise ? PROBLEM : JSON.number,
        Optional.empty(),
        retry);
  }

  static List<BodyFormat> plain() {
    return List.of(JSON, CBOR);
  }

  static List<BodyFormat> all() {
    return new ArrayList<>(List.of(values()));
  }
}
