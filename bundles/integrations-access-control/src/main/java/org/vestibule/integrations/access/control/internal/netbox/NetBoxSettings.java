// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.netbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.access.control.internal.headend.HeadEndForm;
import org.vestibule.integrations.access.control.internal.headend.HeadEndPlan;
import org.vestibule.integrations.access.control.internal.headend.HeadEndSettings;

/** Reads a NetBox's configuration. Keys, bounds and defaults are those of {@link NetBoxConfig}. */
final class NetBoxSettings {
  private static final Sink WAY =
      new Sink(NetBox.SINK, NetBox.PURPOSE, Set.of(DataClass.EVENT, DataClass.CREDENTIAL));
  private static final HeadEndForm.DoorKey PORTAL =
      new HeadEndForm.DoorKey(
          Pattern.compile("[0-9]{1,10}"), "3", "https://netbox.example", "UDF7");
  private static final Pattern UDF = Pattern.compile("UDF([1-9]|1[0-9]|20)");

  private NetBoxSettings() {}

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static HeadEndPlan of(Map<String, ?> properties) throws VestibuleException {
    List<String> keys = new ArrayList<>(HeadEndForm.KEYS);
    keys.add("hold");
    SettingsReader reader = SettingsReader.of(NetBoxConfig.PID, properties, keys);
    HeadEndForm form = new HeadEndForm(reader, NetBoxConfig.PID, PORTAL);
    HeadEndSettings settings = form.read("netbox");
    Optional<String> field = settings.cards().map(HeadEndSettings.Cards::personField);
    if (field.isPresent() && !UDF.matcher(field.get()).matches()) {
      throw SettingsReader.invalid(
          NetBoxConfig.PID,
          "personField",
          "'" + field.get() + "'",
          "UDF1 to UDF20",
          SettingsReader.example("personField", "UDF7"));
    }
    boolean hold = form.onOff("hold", false);
    return new HeadEndPlan(
        settings,
        WAY,
        hold,
        true,
        ", or hold = on in " + NetBoxConfig.PID,
        Duration.ZERO,
        NetBoxHeadEnd::new);
  }
}
