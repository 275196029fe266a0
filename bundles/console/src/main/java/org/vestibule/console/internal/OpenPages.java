// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The pages that are open. Used under the lock of its owner. */
final class OpenPages {
  private final Set<OpenPage> pages = new LinkedHashSet<>();

  void add(OpenPage page) {
    pages.add(page);
  }

  void remove(OpenPage page) {
    pages.remove(page);
  }

  int size() {
    return pages.size();
  }

  List<OpenPage> all() {
    return new ArrayList<>(pages);
  }

  List<OpenPage> of(String session) {
    return pages.stream().filter(page -> page.session().equals(Optional.of(session))).toList();
  }

  /**
   * Offers each page what is meant for it.
   *
   * @param slow takes those whose queue is full
   * @return those that have something to write now
   */
  List<OpenPage> offer(Function<OpenPage, Optional<byte[]>> message, List<OpenPage> slow) {
    List<OpenPage> ready = new ArrayList<>(pages.size());
    for (OpenPage page : pages) {
      message.apply(page).ifPresent(present -> (page.offer(present) ? ready : slow).add(page));
    }
    return ready;
  }
}
