// SPDX-License-Identifier: Apache-2.0
package org.vestibule.assembly;

import java.nio.file.Path;

/** The boundary to the registries' own clients, which are other processes. */
interface PackageFetcher {
  /**
   * Fetches one package.
   *
   * @param registry {@code npm} or {@code maven}
   * @param coordinates name and exact version
   * @param into an empty folder
   * @return the archive in that folder: a {@code .tgz} or a {@code .jar}
   * @throws AssemblyException when it cannot be had
   */
  Path fetch(String registry, String coordinates, Path into) throws AssemblyException;
}
