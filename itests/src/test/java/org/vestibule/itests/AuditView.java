// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import com.fasterxml.jackson.databind.JsonNode;
import org.vestibule.testkit.internal.client.Operator;

/** The newest lines of the audit, as the operator reads them. */
final class AuditView {
  private static final String NEWEST = "/api/audit?limit=1000";

  private final Operator operator;

  AuditView(Operator operator) {
    this.operator = operator;
  }

  JsonNode lines() throws Exception {
    return operator.get(NEWEST).body().path("entries");
  }

  /** Returns whether a line says so. */
  boolean has(String action, String code) throws Exception {
    for (JsonNode line : lines()) {
      if (line.path("action").asText().equals(action)
          && line.path("details").path("code").asText().equals(code)) {
        return true;
      }
    }
    return false;
  }

  long doorsOpened() throws Exception {
    long count = 0;
    for (JsonNode line : lines()) {
      count += line.path("action").asText().equals("door-opened") ? 1 : 0;
    }
    return count;
  }

  /** Returns how many lines there are in all. */
  long length() throws Exception {
    return lines().get(0).path("sequence").asLong();
  }

  boolean intact() throws Exception {
    JsonNode answer = operator.get("/api/audit?limit=1&verify=true").body();
    return answer.path("chain").path("intact").asBoolean();
  }
}
