// SPDX-License-Identifier: Apache-2.0
package org.vestibule.sbom;

import java.util.List;

/**
 * One thing in the distribution.
 *
 * @param path where its jar lies in the distribution; for what travels in a jar: the jar, {@code !}
 *     and where in it
 * @param sha256 of the jar, 64 hex digits; empty for what travels in a jar
 * @param licence SPDX expression, or {@link Licences#UNKNOWN}
 * @param inside what travels in it
 */
record Component(
    String path,
    String group,
    String artifact,
    String version,
    String sha256,
    String licence,
    List<Component> inside) {
  /** Returns its package URL (ECMA-427). */
  String purl() {
    return "pkg:maven/" + group + "/" + artifact + (version.isEmpty() ? "" : "@" + version);
  }
}
