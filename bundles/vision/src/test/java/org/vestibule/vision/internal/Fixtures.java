// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where test data lies; none of it is part of the tree. */
public final class Fixtures {
  private Fixtures() {}

  /** A folder of the fixtures, made by {@code testkit/fixtures.sh}; it may be absent. */
  public static Path folder(String name) {
    String set = System.getProperty("vestibule.fixtures");
    Path all = set == null ? root().resolve("data/fixtures") : Path.of(set);
    return all.resolve(name);
  }

  /** The folder of model packs; it may be absent. */
  public static Path packs() {
    String set = System.getProperty("vestibule.packs");
    return set == null ? root().resolve("data/models") : Path.of(set);
  }

  /** The portraits of the testkit; they are part of the tree. */
  public static Path portraits() {
    return root().resolve("testkit/portraits");
  }

  private static Path root() {
    Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    for (Path up = at; up != null; up = up.getParent()) {
      if (Files.exists(up.resolve("features.xml"))) {
        return up;
      }
    }
    return at;
  }
}
