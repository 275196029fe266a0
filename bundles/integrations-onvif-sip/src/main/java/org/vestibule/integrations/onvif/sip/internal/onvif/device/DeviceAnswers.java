// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.vestibule.integrations.onvif.sip.internal.soap.Prefixes;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/** The service for the device itself (ONVIF Core, section 8). Stateless. */
final class DeviceAnswers {
  static final String PATH = "device_service";
  private static final String VERSION = "0.1.0";

  /**
   * A service.
   *
   * @param prefix of its namespace, one of {@link Prefixes}
   * @param version of its specification, major and minor
   */
  private record Service(String prefix, String path, int major, int minor, Xml capabilities) {}

  private static final List<Service> SERVICES =
      List.of(
          new Service("tds", PATH, 20, 12, device()),
          new Service("trt", MediaAnswers.PATH, 20, 6, media("trt:Capabilities")),
          new Service("tr2", MediaAnswers.PATH2, 20, 6, media("tr2:Capabilities")),
          new Service("tev", EventAnswers.PATH, 20, 6, EventAnswers.capabilities()));

  private final Clock clock;

  DeviceAnswers(Clock clock) {
    this.clock = clock;
  }

  /**
   * Answers.
   *
   * @param base where the station's services are, with a slash at the end
   */
  Xml answer(OfferedStation station, XmlNode asked, String base) throws OnvifRefusal {
    return switch (asked.name()) {
      case "GetSystemDateAndTime" -> time();
      case "GetDeviceInformation" -> information(station);
      case "GetServices" -> services(asked, base);
      case "GetServiceCapabilities" -> Xml.of("tds:GetServiceCapabilitiesResponse", device());
      case "GetCapabilities" -> capabilities(base);
      case "GetScopes" -> scopes(station);
      default -> throw OnvifRefusal.unsupported("Not offered: " + asked.name());
    };
  }

  private Xml time() {
    ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
    return Xml.of(
        "tds:GetSystemDateAndTimeResponse",
        Xml.of(
            "tds:SystemDateAndTime",
            Xml.text("tt:DateTimeType", "NTP"),
            Xml.text("tt:DaylightSavings", false),
            Xml.of("tt:TimeZone", Xml.text("tt:TZ", "UTC0")),
            Xml.of(
                "tt:UTCDateTime",
                Xml.of(
                    "tt:Time",
                    Xml.text("tt:Hour", now.getHour()),
                    Xml.text("tt:Minute", now.getMinute()),
                    Xml.text("tt:Second", now.getSecond())),
                Xml.of(
                    "tt:Date",
                    Xml.text("tt:Year", now.getYear()),
                    Xml.text("tt:Month", now.getMonthValue()),
                    Xml.text("tt:Day", now.getDayOfMonth())))));
  }

  private static Xml information(OfferedStation station) {
    return Xml.of(
        "tds:GetDeviceInformationResponse",
        Xml.text("tds:Manufacturer", "Vestibule"),
        Xml.text("tds:Model", station.info().title()),
        Xml.text("tds:FirmwareVersion", VERSION),
        Xml.text("tds:SerialNumber", station.info().id()),
        Xml.text("tds:HardwareId", "gateway"));
  }

  private static Xml services(XmlNode asked, String base) {
    boolean capabilities = asked.textAt("IncludeCapability").equals("true");
    return Xml.of(
        "tds:GetServicesResponse",
        SERVICES.stream().map(service -> service(service, base, capabilities)).toList());
  }

  private static Xml service(Service service, String base, boolean capabilities) {
    Xml version =
        Xml.of(
            "tds:Version",
            Xml.text("tt:Major", service.major()),
            Xml.text("tt:Minor", service.minor()));
    Xml namespace = Xml.text("tds:Namespace", Prefixes.NAMESPACES.get(service.prefix()));
    Xml address = Xml.text("tds:XAddr", base + service.path());
    return capabilities
        ? Xml.of(
            "tds:Service",
            namespace,
            address,
            Xml.of("tds:Capabilities", service.capabilities()),
            version)
        : Xml.of("tds:Service", namespace, address, version);
  }

  private static Xml device() {
    return Xml.of(
        "tds:Capabilities",
        Xml.of("tds:Network"),
        Xml.of("tds:Security").with("UsernameToken", true).with("HttpDigest", true),
        Xml.of("tds:System"));
  }

  private static Xml media(String name) {
    return Xml.of(name).with("SnapshotUri", true);
  }

  /** What clients from before {@code GetServices} ask for. */
  private static Xml capabilities(String base) {
    return Xml.of(
        "tds:GetCapabilitiesResponse",
        Xml.of(
            "tds:Capabilities",
            Xml.of("tt:Device", Xml.text("tt:XAddr", base + PATH)),
            Xml.of(
                "tt:Events",
                Xml.text("tt:XAddr", base + EventAnswers.PATH),
                Xml.text("tt:WSSubscriptionPolicySupport", false),
                Xml.text("tt:WSPullPointSupport", true),
                Xml.text("tt:WSPausableSubscriptionManagerInterfaceSupport", false)),
            Xml.of(
                "tt:Media",
                Xml.text("tt:XAddr", base + MediaAnswers.PATH),
                Xml.of(
                    "tt:StreamingCapabilities",
                    Xml.text("tt:RTPMulticast", false),
                    Xml.text("tt:RTP_TCP", false),
                    Xml.text("tt:RTP_RTSP_TCP", true)))));
  }

  private static Xml scopes(OfferedStation station) {
    List<String> scopes =
        List.of(
            "onvif://www.onvif.org/type/video_encoder",
            "onvif://www.onvif.org/name/" + station.info().id(),
            "onvif://www.onvif.org/location/door/" + station.info().door());
    return Xml.of(
        "tds:GetScopesResponse",
        scopes.stream()
            .map(
                scope ->
                    Xml.of(
                        "tds:Scopes",
                        Xml.text("tt:ScopeDef", "Fixed"),
                        Xml.text("tt:ScopeItem", scope)))
            .toList());
  }
}
