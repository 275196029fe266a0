// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.TriageTraining;

/** Teaches an utterance; with --counts-as the label is made first. */
@Service
@Command(
    scope = "vestibule",
    name = "triage-teach",
    description = "Teaches triage an utterance; vestibule:triage-train lets it count")
public final class TriageTeachCommand extends ShellAction {
  @Reference(optional = true)
  TriageTraining training;

  @Option(
      name = "--counts-as",
      description = "Makes the label a label of the site that counts as this intent")
  Intent intent;

  @Option(name = "--title", description = "The new label's title; its name otherwise")
  String title;

  @Argument(
      index = 0,
      name = "LABEL",
      description = "A label, as vestibule:triage-labels shows it",
      required = true)
  String label;

  @Argument(index = 1, name = "WORDS", description = "What a visitor says", required = true)
  String words;

  /** Karaf makes one for each call. */
  public TriageTeachCommand() {
    super(Permission.TEACH);
  }

  @Override
  protected Object deed() throws VestibuleException {
    TriageTraining present = Missing.require(training, "the teaching of triage", "intent");
    if (intent != null) {
      present.define(label, title == null ? label.replace('-', ' ') : title, intent, "shell");
    }
    System.out.println(
        "Taught for " + label + " as " + present.teach(label, words, "shell").id() + ".");
    return null;
  }
}
