// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pictures of people: one folder for each, named as one likes; a picture beside the folders is a
 * person of its own.
 *
 * @param people the pictures of each person
 */
record PeopleFolder(List<List<Path>> people) {
  private static final Set<String> KINDS = Set.of("pgm", "jpg", "jpeg", "png");

  /** What lies there, for those who ask for help. */
  static final String LAYOUT =
      "DIR/<person>/<picture>, each picture with one face; pgm (8 bit), jpg or png";

  /** Reads the folder's names. */
  static PeopleFolder of(Path folder) throws WrongUse, IOException {
    if (!Files.isDirectory(folder)) {
      throw new WrongUse(folder + " is no folder; it should be: " + LAYOUT);
    }
    List<List<Path>> people = new ArrayList<>();
    for (Path child : children(folder)) {
      List<Path> pictures =
          Files.isDirectory(child)
              ? children(child).stream().filter(PeopleFolder::isPicture).toList()
              : isPicture(child) ? List.of(child) : List.of();
      if (!pictures.isEmpty()) {
        people.add(pictures);
      }
    }
    if (people.isEmpty()) {
      throw new WrongUse(folder + " has no pictures; it should be: " + LAYOUT);
    }
    return new PeopleFolder(List.copyOf(people));
  }

  int pictures() {
    return people.stream().mapToInt(List::size).sum();
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  private static boolean isPicture(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path) && KINDS.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
