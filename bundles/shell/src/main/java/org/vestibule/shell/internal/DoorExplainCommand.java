// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.api.rights.AccessRights;
import org.vestibule.api.rights.Explanation;

/** Explains why a person may pass a door at a moment, or not. */
@Service
@Command(
    scope = "vestibule",
    name = "door-explain",
    description = "Explains why a person may pass a door at a moment, or not")
public final class DoorExplainCommand extends ShellAction {
  @Reference(optional = true)
  AccessRights rights;

  @Argument(index = 0, name = "PERSON", description = "The person's id", required = true)
  String person;

  @Argument(index = 1, name = "DOOR", description = "The door's id", required = true)
  String door;

  @Argument(index = 2, name = "TIME", description = "A moment of ISO 8601; default: now")
  String time;

  @Option(name = "--by", description = "What is shown, divided by commas; default: face")
  String by = "face";

  /** Karaf makes one for each call. */
  public DoorExplainCommand() {
    super(Permission.SEE_RIGHTS);
  }

  @Override
  protected Object deed() throws VestibuleException {
    AccessRequest request =
        AccessRequest.of(new PersonId(person), new DoorId(door), shown(), moment());
    Entitlement entitlement = Missing.require(rights, "rights", "rights").judge(request);
    Explanation.lines(entitlement).forEach(System.out::println);
    return null;
  }

  private Set<EntryMethod> shown() throws VestibuleException {
    Set<EntryMethod> shown = new LinkedHashSet<>();
    for (String label : by.split(",")) {
      shown.add(
          EntryMethod.of(label.trim())
              .orElseThrow(
                  () ->
                      wrong(
                          "option --by",
                          label,
                          "face, code, card, pass, phone, human",
                          "face,code")));
    }
    return shown;
  }

  private Instant moment() throws VestibuleException {
    try {
      return time == null ? Instant.now() : Instant.parse(time);
    } catch (DateTimeException e) {
      throw wrong("TIME", time, "a moment of ISO 8601", "2026-03-31T08:00:00Z");
    }
  }

  private static VestibuleException wrong(
      String input, String found, String allowed, String example) {
    return new VestibuleException(
        "value-invalid", input, found, allowed, "For example " + example + ".");
  }
}
