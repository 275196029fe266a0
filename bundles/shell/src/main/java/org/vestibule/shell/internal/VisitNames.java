// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/** Completes the last visits in which somebody was recognised. */
@Service
public final class VisitNames implements Completer {
  private static final int MOST = 50;

  @Reference(optional = true)
  Visits visits;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    StringsCompleter names = new StringsCompleter();
    if (visits != null) {
      visits.recent(MOST).stream()
          .filter(visit -> visit.face().filter("known"::equals).isPresent())
          .map(VisitStory::id)
          .forEach(id -> names.getStrings().add(id.value()));
    }
    return names.complete(session, line, candidates);
  }
}
