// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the gateway answered.
 *
 * @param status the HTTP status
 * @param body the JSON body, or a missing node when there was none
 */
public record Answer(int status, JsonNode body) {
  /** Returns whether the status is 2xx. */
  public boolean ok() {
    return status / 100 == 2;
  }
}
