// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vestibule.api.event.SceneObserved;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;

/**
 * What was seen in a picture, as a frame of ONVIF's scene description (Analytics Service
 * Specification, section 5.1; {@code metadatastream.xsd}). Objects keep their number as long as
 * their track has its name. Thread-safe.
 */
final class SceneFrames {
  private static final int MOST_TRACKS = 256;
  private static final Map<String, String> CLASSES =
      Map.of("face", "Face", "person", "Human", "vehicle", "Vehicle", "animal", "Animal");

  private final Map<String, Integer> numbers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST_TRACKS;
        }
      };
  private int next;

  /** Returns the classes that are in the picture, each once, the surest first. */
  static List<String> classes(SceneObserved seen) {
    return seen.things().stream().map(SceneFrames::type).distinct().toList();
  }

  Xml frame(SceneObserved seen) {
    return Xml.of("tt:Frame", seen.things().stream().map(thing -> object(seen, thing)).toList())
        .with("UtcTime", Moments.milli(seen.at()));
  }

  private Xml object(SceneObserved seen, SceneObserved.Thing thing) {
    String track = seen.station() + "/" + thing.track();
    Xml type =
        Xml.text("tt:Type", type(thing))
            .with("Likelihood", String.format(Locale.ROOT, "%.3f", thing.likelihood()));
    return Xml.of(
            "tt:Object",
            Xml.of("tt:Appearance", NormalisedBox.of(thing).shape(), Xml.of("tt:Class", type)))
        .with("ObjectId", number(track));
  }

  private synchronized int number(String track) {
    Integer number = numbers.get(track);
    if (number == null) {
      number = ++next;
      numbers.put(track, number);
    }
    return number;
  }

  /** A class that ONVIF has no word for, a parcel for example, keeps its own. */
  private static String type(SceneObserved.Thing thing) {
    String label = thing.label();
    String own = label.isEmpty() ? "Other" : label.substring(0, 1).toUpperCase(Locale.ROOT);
    return CLASSES.getOrDefault(label, label.isEmpty() ? own : own + label.substring(1));
  }
}
