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
 * @param group of Maven, or {@code npm}
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
  /** Stands for the group of what comes from npm. */
  private static final String NPM = "npm";

  /** Returns its package URL (ECMA-427). */
  String purl() {
    String name =
        group.equals(NPM)
            ? NPM + "/" + artifact.replace("@", "%40")
            : "maven/" + group + "/" + artifact;
    return "pkg:" + name + (version.isEmpty() ? "" : "@" + version);
  }
}
