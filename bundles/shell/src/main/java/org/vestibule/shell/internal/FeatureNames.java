// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.vestibule.api.update.FeatureUpdates;

/** Completes the names of the features. */
@Service
public final class FeatureNames implements Completer {
  @Reference(optional = true)
  FeatureUpdates updates;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    StringsCompleter known = new StringsCompleter();
    if (updates != null) {
      updates.features().forEach(feature -> known.getStrings().add(feature.name()));
    }
    return known.complete(session, line, candidates);
  }
}
