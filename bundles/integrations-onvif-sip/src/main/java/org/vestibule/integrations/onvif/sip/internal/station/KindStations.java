// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ManagedServiceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.integrations.onvif.sip.internal.area.AreaSettings;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;

/**
 * The stations of one kind: one for each configuration of its factory. The last good configuration
 * of each stays. Thread-safe.
 */
final class KindStations implements ManagedServiceFactory {
  /** The keys that every station has. */
  static final List<String> COMMON = List.of("id", "title", "door", "video", "audio", "sip");

  /** The kind of a station that is nothing but a SIP panel. */
  static final String SIP = "sip";

  private static final Logger LOG = LoggerFactory.getLogger(KindStations.class);

  private final StationKind kind;
  private final DeviceStations house;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final Map<String, String> problems = new ConcurrentHashMap<>();

  private record Entry(DeviceStation station, Map<String, ?> settings, Runnable unregister) {}

  KindStations(StationKind kind, DeviceStations house) {
    this.kind = kind;
    this.house = house;
  }

  String pid() {
    return "org.vestibule.station." + kind.name();
  }

  @Override
  public String getName() {
    return "Vestibule door stations, " + kind.name();
  }

  Collection<DeviceStation> all() {
    return entries.values().stream().map(Entry::station).toList();
  }

  /** Returns what is wrong with configurations, by their names. */
  Collection<String> problems() {
    return new TreeMap<>(problems).values();
  }

  /** Called by Configuration Admin, one call at a time. */
  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    Map<String, ?> settings = Map.copyOf(FrameworkUtil.asMap(properties));
    Entry held = entries.get(pid);
    if (held != null && held.settings().equals(settings)) {
      problems.remove(pid);
      return;
    }
    try {
      replace(pid, settings);
      problems.remove(pid);
    } catch (VestibuleException e) {
      problems.put(pid, e.getMessage());
      LOG.warn("Configuration {} refused, the last good one stays: {}", pid, e.getMessage());
    }
  }

  @Override
  public void deleted(String pid) {
    problems.remove(pid);
    Entry entry = entries.remove(pid);
    if (entry != null) {
      entry.unregister().run();
      entry.station().close();
      house.names().release(pid, entry.station().info().id());
    }
  }

  void close() {
    List.copyOf(entries.keySet()).forEach(this::deleted);
  }

  /** What is wrong with the new one is found before the old one ends. */
  private void replace(String pid, Map<String, ?> settings) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(pid(), settings, keys(settings));
    Areas areas = kind.sees() ? AreaSettings.of(pid(), reader) : Areas.NONE;
    Entry before = entries.get(pid);
    if (before != null && rest(before.settings()).equals(rest(settings))) {
      // Its devices stay, and no picture is lost.
      before.station().areas().set(areas);
      entries.put(pid, new Entry(before.station(), settings, before.unregister()));
      return;
    }
    LiveAreas live = new LiveAreas(areas);
    StationBasics basics = basics(reader, live);
    StationId id = basics.info().id();
    house.names().claim(pid(), pid, id);
    List<StationDevice> devices;
    try {
      devices = devices(basics, reader);
    } catch (VestibuleException | RuntimeException e) {
      Entry held = entries.get(pid);
      if (held == null || !held.station().info().id().equals(id)) {
        house.names().release(pid, id);
      }
      throw e;
    }
    Entry held = entries.get(pid);
    if (held != null && held.station().info().id().equals(id)) {
      held.station().replace(basics.info(), live, devices);
      held.station().start(house.events(held.station()));
      entries.put(pid, new Entry(held.station(), settings, held.unregister()));
      return;
    }
    deleted(pid);
    DeviceStation station = new DeviceStation(basics.info(), live, devices);
    station.start(house.events(station));
    entries.put(pid, new Entry(station, settings, house.offer(station)));
    LOG.info("Station {} stands at door {}", basics.info().id(), basics.info().door());
  }

  private List<String> keys(Map<String, ?> settings) {
    List<String> keys = new ArrayList<>(COMMON);
    kind.keys().stream().filter(key -> !COMMON.contains(key)).forEach(keys::add);
    if (!Objects.toString(settings.get("sip"), "").isBlank() && !kind.name().equals(SIP)) {
      house.kind(SIP).ifPresent(sip -> keys.addAll(sip.keys()));
    }
    if (kind.sees()) {
      keys.addAll(AreaSettings.KEYS);
    }
    return keys;
  }

  /** Returns settings without the areas. */
  private static Map<String, ?> rest(Map<String, ?> settings) {
    Map<String, Object> rest = new HashMap<>(settings);
    rest.keySet().removeAll(AreaSettings.KEYS);
    return rest;
  }

  private StationBasics basics(SettingsReader reader, LiveAreas areas) throws VestibuleException {
    String id = reader.name("id", null, "front");
    String door = reader.name("door", null, "front-door");
    StationInfo info =
        new StationInfo(
            new StationId(id),
            reader.text("title", 80, id),
            new DoorId(door),
            reader.flag("video", kind.sees()),
            reader.flag("audio", true));
    return new StationBasics(info, pid(), areas, reader.text("sip", 63, ""));
  }

  private List<StationDevice> devices(StationBasics basics, SettingsReader reader)
      throws VestibuleException {
    if (basics.sip().isEmpty() || kind.name().equals(SIP)) {
      return List.of(kind.open(basics, reader));
    }
    StationKind sip =
        house
            .kind(SIP)
            .orElseThrow(
                () ->
                    SettingsReader.invalid(
                        pid(),
                        "sip",
                        basics.sip(),
                        "nothing while this house has no SIP",
                        "Leave sip empty."));
    StationDevice panel = sip.open(basics, reader);
    try {
      return List.of(kind.open(basics, reader), panel);
    } catch (VestibuleException | RuntimeException e) {
      panel.close();
      throw e;
    }
  }
}
