// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.onguard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.access.control.internal.headend.HeadEndForm;
import org.vestibule.integrations.access.control.internal.headend.HeadEndPlan;
import org.vestibule.integrations.access.control.internal.headend.HeadEndSettings;

/**
 * What OnGuard needs to be told beside what every head-end does. Keys, bounds and defaults are
 * those of {@link OnGuardConfig}.
 *
 * @param applicationId as the vendor gave it to this integration
 * @param directory name or id; empty: the first
 * @param queue whether commands are given as tasks
 * @param events how often events are asked for; zero: never
 */
record OnGuardSettings(String applicationId, String directory, boolean queue, Duration events) {
  private static final Sink WAY =
      new Sink(OnGuard.SINK, OnGuard.PURPOSE, Set.of(DataClass.EVENT, DataClass.CREDENTIAL));
  private static final HeadEndForm.DoorKey READER =
      new HeadEndForm.DoorKey(
          Pattern.compile("[0-9]{1,9}/[0-9]{1,9}"),
          "1/2",
          "https://onguard.example:8080",
          "VESTIBULE_ID");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static HeadEndPlan of(Map<String, ?> properties) throws VestibuleException {
    String pid = OnGuardConfig.PID;
    List<String> keys = new ArrayList<>(HeadEndForm.KEYS);
    keys.addAll(List.of("applicationId", "directory", "queue", "eventSeconds"));
    SettingsReader reader = SettingsReader.of(pid, properties, keys);
    HeadEndForm form = new HeadEndForm(reader, pid, READER);
    HeadEndSettings settings = form.read("onguard");
    String application = form.required("applicationId", 128, "ID_OF_YOUR_LICENCE");
    if (!application.matches("[\\x21-\\x7e]+")) {
      throw SettingsReader.invalid(
          pid,
          "applicationId",
          "characters that no header can carry",
          "ASCII without spaces",
          SettingsReader.example("applicationId", "ID_OF_YOUR_LICENCE"));
    }
    OnGuardSettings own =
        new OnGuardSettings(
            application,
            reader.text("directory", 128, ""),
            form.onOff("queue", false),
            Duration.ofSeconds(reader.integer("eventSeconds", 0, 3600, 10)));
    return new HeadEndPlan(
        settings, WAY, false, false, "", own.events(), wire -> new OnGuardHeadEnd(wire, own));
  }
}
