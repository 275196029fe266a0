// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.integrations.onvif.sip.internal.soap.Prefixes;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/**
 * The services for media (Media and Media 2 Service Specifications): one profile, with a snapshot,
 * and the camera's own stream where the configuration names it. Stateless.
 */
final class MediaAnswers {
  static final String PATH = "media_service";
  static final String PATH2 = "media2_service";
  static final String SNAPSHOT = "snapshot.jpg";

  private static final String NO_STREAM =
      "The gateway passes no stream on, and no stream of this station's camera is configured";

  private static final String MASKED =
      "A part of this station's picture is masked, and its camera's own stream would show it";

  private MediaAnswers() {}

  /**
   * What the answers are about.
   *
   * @param station the station
   * @param stream its camera's own stream, if it is configured and nothing of it is to be hidden
   * @param size of its pictures
   * @param base where the station's services are, with a slash at the end
   */
  record About(OfferedStation station, Optional<URI> stream, PictureSize size, String base) {
    boolean video() {
      return station.info().video();
    }

    /** What the pictures are: those of the stream, or of the snapshots. */
    String encoding() {
      return stream.isPresent() ? "H264" : "JPEG";
    }
  }

  static Xml answer(About about, XmlNode asked) throws OnvifRefusal {
    return asked.namespace().equals(Prefixes.NAMESPACES.get("tr2"))
        ? second(about, asked)
        : first(about, asked);
  }

  private static Xml first(About about, XmlNode asked) throws OnvifRefusal {
    return switch (asked.name()) {
      case "GetServiceCapabilities" ->
          Xml.of(
              "trt:GetServiceCapabilitiesResponse",
              Xml.of("trt:Capabilities").with("SnapshotUri", true));
      case "GetProfiles" -> profiles("trt:GetProfilesResponse", about, profile(about, "Profiles"));
      case "GetProfile" -> {
        require(about, asked);
        yield Xml.of("trt:GetProfileResponse", profile(about, "Profile"));
      }
      case "GetVideoSources" -> profiles("trt:GetVideoSourcesResponse", about, source(about));
      case "GetVideoSourceConfigurations" ->
          profiles(
              "trt:GetVideoSourceConfigurationsResponse",
              about,
              sourceConfiguration(about, "trt:Configurations"));
      case "GetStreamUri" -> Xml.of("trt:GetStreamUriResponse", media(stream(about, asked)));
      case "GetSnapshotUri" -> Xml.of("trt:GetSnapshotUriResponse", media(snapshot(about, asked)));
      default -> throw OnvifRefusal.unsupported("Not offered: " + asked.name());
    };
  }

  private static Xml second(About about, XmlNode asked) throws OnvifRefusal {
    return switch (asked.name()) {
      case "GetServiceCapabilities" ->
          Xml.of(
              "tr2:GetServiceCapabilitiesResponse",
              Xml.of("tr2:Capabilities").with("SnapshotUri", true));
      case "GetProfiles" ->
          profiles("tr2:GetProfilesResponse", about, profile2(about, !asked.all("Type").isEmpty()));
      case "GetVideoSourceConfigurations" ->
          profiles(
              "tr2:GetVideoSourceConfigurationsResponse",
              about,
              sourceConfiguration(about, "tr2:Configurations"));
      case "GetStreamUri" ->
          Xml.of("tr2:GetStreamUriResponse", Xml.text("tr2:Uri", stream(about, asked)));
      case "GetSnapshotUri" ->
          Xml.of("tr2:GetSnapshotUriResponse", Xml.text("tr2:Uri", snapshot(about, asked)));
      default -> throw OnvifRefusal.unsupported("Not offered: " + asked.name());
    };
  }

  /** A station without pictures has no profile. */
  private static Xml profiles(String response, About about, Xml one) {
    return Xml.of(response, about.video() ? List.of(one) : List.of());
  }

  private static void require(About about, XmlNode asked) throws OnvifRefusal {
    if (!about.video() || !asked.textAt("ProfileToken").equals(OfferedStation.PROFILE)) {
      throw OnvifRefusal.unknown("NoProfile", "No such profile");
    }
  }

  private static String stream(About about, XmlNode asked) throws OnvifRefusal {
    require(about, asked);
    String why = about.station().masked() ? MASKED : NO_STREAM;
    return about.stream().map(URI::toString).orElseThrow(() -> OnvifRefusal.unsupported(why));
  }

  private static String snapshot(About about, XmlNode asked) throws OnvifRefusal {
    require(about, asked);
    return about.base() + SNAPSHOT;
  }

  private static Xml media(String uri) {
    return Xml.of(
        "trt:MediaUri",
        Xml.text("tt:Uri", uri),
        Xml.text("tt:InvalidAfterConnect", false),
        Xml.text("tt:InvalidAfterReboot", false),
        Xml.text("tt:Timeout", "PT0S"));
  }

  private static Xml profile(About about, String name) {
    return Xml.of(
            "trt:" + name,
            Xml.text("tt:Name", about.station().info().title()),
            sourceConfiguration(about, "tt:VideoSourceConfiguration"),
            encoder(about, "tt:VideoEncoderConfiguration"))
        .with("token", OfferedStation.PROFILE)
        .with("fixed", true);
  }

  /**
   * @param all whether the configurations were asked for
   */
  private static Xml profile2(About about, boolean all) {
    Xml name = Xml.text("tr2:Name", about.station().info().title());
    Xml configurations =
        Xml.of(
            "tr2:Configurations",
            sourceConfiguration(about, "tr2:VideoSource"),
            encoder(about, "tr2:VideoEncoder"));
    return (all ? Xml.of("tr2:Profiles", name, configurations) : Xml.of("tr2:Profiles", name))
        .with("token", OfferedStation.PROFILE)
        .with("fixed", true);
  }

  private static Xml source(About about) {
    return Xml.of("trt:VideoSources", Xml.text("tt:Framerate", 10), resolution(about))
        .with("token", OfferedStation.SOURCE);
  }

  private static Xml sourceConfiguration(About about, String element) {
    return Xml.of(
            element,
            Xml.text("tt:Name", OfferedStation.SOURCE),
            Xml.text("tt:UseCount", 1),
            Xml.text("tt:SourceToken", OfferedStation.SOURCE),
            Xml.of("tt:Bounds")
                .with("x", 0)
                .with("y", 0)
                .with("width", about.size().width())
                .with("height", about.size().height()))
        .with("token", OfferedStation.SOURCE);
  }

  /**
   * In the order of each schema. How much the camera sends is its own business; clients want a
   * limit to be named, and this one is never reached.
   */
  private static Xml encoder(About about, String element) {
    boolean second = element.startsWith("tr2:");
    Xml rate = Xml.text("tt:FrameRateLimit", 30);
    Xml bits = Xml.text("tt:BitrateLimit", 16_384);
    Xml limits =
        second
            ? Xml.of("tt:RateControl", rate, bits)
            : Xml.of("tt:RateControl", rate, Xml.text("tt:EncodingInterval", 1), bits);
    Xml quality = Xml.text("tt:Quality", 5);
    return Xml.of(
            element,
            Xml.text("tt:Name", about.encoding()),
            Xml.text("tt:UseCount", 1),
            Xml.text("tt:Encoding", about.encoding()),
            resolution(about),
            second ? limits : quality,
            second ? quality : limits)
        .with("token", about.encoding().toLowerCase(Locale.ROOT));
  }

  private static Xml resolution(About about) {
    return Xml.of(
        "tt:Resolution",
        Xml.text("tt:Width", about.size().width()),
        Xml.text("tt:Height", about.size().height()));
  }
}
