// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * What allows a site to identify people, as somebody recorded it. Whether it is true is for people
 * to judge; that it was written down, by whom and until when it counts, is kept here and in the
 * audit. Identification by face is the processing of biometric data in the sense of the GDPR (EU)
 * 2016/679, Art. 9.
 *
 * @param text what it is and where it is recorded
 * @param recordedBy who answers for it
 * @param recordedOn when it was recorded
 * @param reviewBy the last day on which it counts
 */
record LegalBasis(String text, String recordedBy, LocalDate recordedOn, LocalDate reviewBy) {
  /** Returns it as details of an audit entry. */
  Map<String, String> facts() {
    return new TreeMap<>(
        Map.of(
            "legalBasis",
            text,
            "recordedBy",
            recordedBy,
            "recordedOn",
            recordedOn.toString(),
            "reviewBy",
            reviewBy.toString()));
  }
}
