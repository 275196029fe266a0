// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLibrary;

/** Completes the names of the model packs, with and without version. */
@Service
public final class ModelNames implements Completer {
  @Reference(optional = true)
  ModelLibrary library;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    StringsCompleter known = new StringsCompleter();
    if (library != null) {
      for (ModelInfo model : library.models()) {
        known.getStrings().add(model.manifest().name());
        known.getStrings().add(model.manifest().id());
      }
    }
    return known.complete(session, line, candidates);
  }
}
