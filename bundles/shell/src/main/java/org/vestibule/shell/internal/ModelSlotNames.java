// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.vestibule.api.model.ModelLibrary;

/** Completes the slots that a model can take. */
@Service
public final class ModelSlotNames implements Completer {
  @Reference(optional = true)
  ModelLibrary library;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    StringsCompleter known = new StringsCompleter();
    if (library != null) {
      library.models().forEach(model -> known.getStrings().add(model.manifest().slot()));
    }
    return known.complete(session, line, candidates);
  }
}
