// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;

/**
 * Where cohorts lie: a site's own in a folder, and the one that a model pack brings along, signed
 * with it, as the file of the role {@code cohort}. The site's own are preferred. Thread-safe.
 */
final class CohortShelf {
  private static final Logger LOG = LoggerFactory.getLogger(CohortShelf.class);
  private static final String ROLE = "cohort";
  private static final int MOST_FILES = 20;

  private final Path folder;
  private volatile Optional<String> problem = Optional.empty();

  /**
   * @param folder of the site's own cohorts, {@code *.bin}; it may be absent
   */
  CohortShelf(Path folder) {
    this.folder = folder;
  }

  /** Returns what was wrong with a file at the last look, for people. */
  Optional<String> problem() {
    return problem;
  }

  /** Returns the cohorts in the model's space; a file that cannot be read is left out and said. */
  List<Cohort> of(ModelLease model) {
    problem = Optional.empty();
    String space = model.manifest().space();
    List<Cohort> own = own(space);
    if (!own.isEmpty()) {
      return own;
    }
    try {
      return List.of(CohortFile.read(model.file(ROLE)).in(space));
    } catch (ModelException e) {
      // A pack without a cohort is an ordinary one.
      return List.of();
    } catch (VestibuleException e) {
      refuse(e);
      return List.of();
    }
  }

  private List<Cohort> own(String space) {
    List<Cohort> own = new ArrayList<>();
    for (Path file : files()) {
      try {
        Cohort cohort = CohortFile.read(file);
        if (cohort.space().equals(space)) {
          own.add(cohort);
        } else {
          LOG.info("Cohort {} lies in another space, {}", file.getFileName(), cohort.space());
        }
      } catch (VestibuleException e) {
        refuse(e);
      }
    }
    return own;
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".bin"))
          .sorted()
          .limit(MOST_FILES)
          .toList();
    } catch (IOException e) {
      LOG.warn("The cohorts in {} cannot be listed: {}", folder, e.toString());
      return List.of();
    }
  }

  private void refuse(VestibuleException e) {
    LOG.warn("A cohort is left out: {}", e.getMessage());
    problem = Optional.of(e.getMessage());
  }
}
