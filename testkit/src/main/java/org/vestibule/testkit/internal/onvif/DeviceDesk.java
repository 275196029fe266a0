// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The service for the device itself (Core Specification, 8). Thread-safe. */
final class DeviceDesk {
  private record Service(String namespace, String path, int major, int minor) {}

  static final String DEVICE = "/onvif/device_service";
  static final String MEDIA = "/onvif/media_service";
  static final String MEDIA2 = "/onvif/media2_service";
  static final String EVENTS = "/onvif/events_service";
  static final String DEVICE_IO = "/onvif/deviceio_service";

  private static final List<Service> SERVICES =
      List.of(
          new Service("http://www.onvif.org/ver10/device/wsdl", DEVICE, 21, 12),
          new Service("http://www.onvif.org/ver10/media/wsdl", MEDIA, 19, 6),
          new Service("http://www.onvif.org/ver20/media/wsdl", MEDIA2, 20, 6),
          new Service("http://www.onvif.org/ver10/events/wsdl", EVENTS, 20, 6),
          new Service("http://www.onvif.org/ver10/deviceIO/wsdl", DEVICE_IO, 20, 6));

  private final Supplier<Instant> clock;
  private final InputsAndRelays inputs;
  private volatile boolean media2 = true;

  /**
   * @param clock the device's time
   */
  DeviceDesk(Supplier<Instant> clock, InputsAndRelays inputs) {
    this.clock = clock;
    this.inputs = inputs;
  }

  /** Has Media 2, or not. */
  void media2(boolean there) {
    media2 = there;
  }

  String answer(SoapRequest request) throws SoapFault {
    return switch (request.operation()) {
      case "GetSystemDateAndTime" -> time();
      case "GetDeviceInformation" ->
          """
          <tds:GetDeviceInformationResponse><tds:Manufacturer>Vestibule</tds:Manufacturer>\
          <tds:Model>Simulated camera</tds:Model><tds:FirmwareVersion>1.0.0</tds:FirmwareVersion>\
          <tds:SerialNumber>000000000001</tds:SerialNumber><tds:HardwareId>none</tds:HardwareId>\
          </tds:GetDeviceInformationResponse>""";
      case "GetServices" -> services(request);
      case "GetCapabilities" -> capabilities(request.base());
      case "GetServiceCapabilities" ->
          "<tds:GetServiceCapabilitiesResponse><tds:Capabilities><tds:Network/>"
              + "<tds:Security UsernameToken=\"true\" HttpDigest=\"true\"/><tds:System/>"
              + "</tds:Capabilities></tds:GetServiceCapabilitiesResponse>";
      case "GetScopes" -> scopes();
      case "GetHostname" ->
          "<tds:GetHostnameResponse><tds:HostnameInformation><tt:FromDHCP>false</tt:FromDHCP>"
              + "<tt:Name>camera</tt:Name></tds:HostnameInformation></tds:GetHostnameResponse>";
      default -> inputs.answer(request);
    };
  }

  private String time() {
    ZonedDateTime now = clock.get().atZone(ZoneOffset.UTC);
    return """
        <tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>\
        <tt:DateTimeType>NTP</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>\
        <tt:TimeZone><tt:TZ>UTC0</tt:TZ></tt:TimeZone><tt:UTCDateTime>\
        <tt:Time><tt:Hour>%d</tt:Hour><tt:Minute>%d</tt:Minute><tt:Second>%d</tt:Second></tt:Time>\
        <tt:Date><tt:Year>%d</tt:Year><tt:Month>%d</tt:Month><tt:Day>%d</tt:Day></tt:Date>\
        </tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>"""
        .formatted(
            now.getHour(),
            now.getMinute(),
            now.getSecond(),
            now.getYear(),
            now.getMonthValue(),
            now.getDayOfMonth());
  }

  private String services(SoapRequest request) {
    StringBuilder all = new StringBuilder("<tds:GetServicesResponse>");
    boolean capabilities = request.text("IncludeCapability").equals("true");
    List<Service> there = new ArrayList<>(SERVICES);
    there.removeIf(service -> !media2 && service.path().equals(MEDIA2));
    for (Service service : there) {
      String more =
          switch (service.path()) {
            case MEDIA -> "<trt:Capabilities SnapshotUri=\"true\"/>";
            case MEDIA2 -> "<tr2:Capabilities SnapshotUri=\"true\"/>";
            case EVENTS -> "<tev:Capabilities WSPullPointSupport=\"true\"/>";
            default -> "";
          };
      all.append(
          """
          <tds:Service><tds:Namespace>%s</tds:Namespace><tds:XAddr>%s</tds:XAddr>%s\
          <tds:Version><tt:Major>%d</tt:Major><tt:Minor>%d</tt:Minor></tds:Version></tds:Service>"""
              .formatted(
                  service.namespace(),
                  request.base() + service.path(),
                  capabilities && !more.isEmpty()
                      ? "<tds:Capabilities>" + more + "</tds:Capabilities>"
                      : "",
                  service.major(),
                  service.minor()));
    }
    return all.append("</tds:GetServicesResponse>").toString();
  }

  private static String capabilities(String base) {
    return """
        <tds:GetCapabilitiesResponse><tds:Capabilities>\
        <tt:Device><tt:XAddr>%s</tt:XAddr><tt:IO><tt:InputConnectors>2</tt:InputConnectors>\
        <tt:RelayOutputs>1</tt:RelayOutputs></tt:IO></tt:Device>\
        <tt:Events><tt:XAddr>%s</tt:XAddr>\
        <tt:WSSubscriptionPolicySupport>false</tt:WSSubscriptionPolicySupport>\
        <tt:WSPullPointSupport>true</tt:WSPullPointSupport>\
        <tt:WSPausableSubscriptionManagerInterfaceSupport>false\
        </tt:WSPausableSubscriptionManagerInterfaceSupport></tt:Events>\
        <tt:Media><tt:XAddr>%s</tt:XAddr><tt:StreamingCapabilities>\
        <tt:RTPMulticast>false</tt:RTPMulticast><tt:RTP_TCP>true</tt:RTP_TCP>\
        <tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP></tt:StreamingCapabilities></tt:Media>\
        <tt:Extension><tt:DeviceIO><tt:XAddr>%s</tt:XAddr><tt:VideoSources>1</tt:VideoSources>\
        <tt:VideoOutputs>0</tt:VideoOutputs><tt:AudioSources>1</tt:AudioSources>\
        <tt:AudioOutputs>0</tt:AudioOutputs><tt:RelayOutputs>1</tt:RelayOutputs></tt:DeviceIO>\
        </tt:Extension></tds:Capabilities></tds:GetCapabilitiesResponse>"""
        .formatted(base + DEVICE, base + EVENTS, base + MEDIA, base + DEVICE_IO);
  }

  static final List<String> SCOPES =
      List.of(
          "onvif://www.onvif.org/type/video_encoder",
          "onvif://www.onvif.org/Profile/Streaming",
          "onvif://www.onvif.org/name/Vestibule",
          "onvif://www.onvif.org/hardware/Simulated",
          "onvif://www.onvif.org/location/nowhere");

  private static String scopes() {
    StringBuilder all = new StringBuilder("<tds:GetScopesResponse>");
    for (String scope : SCOPES) {
      all.append("<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>")
          .append(scope)
          .append("</tt:ScopeItem></tds:Scopes>");
    }
    return all.append("</tds:GetScopesResponse>").toString();
  }
}
