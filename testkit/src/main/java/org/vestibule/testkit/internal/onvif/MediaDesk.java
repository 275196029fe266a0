// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import java.util.List;

/**
 * The services for media: {@code ver10} (Media) and {@code ver20} (Media 2), with a large and a
 * small stream. Thread-safe.
 */
final class MediaDesk {
  /** What is the camera's own name for where its pictures come from. */
  static final String SOURCE = "video_src_0";

  /**
   * One of the two streams.
   *
   * @param path of its RTSP address
   */
  record Stream(String token, String name, int width, int height, int bitrate, String path) {}

  static final List<Stream> STREAMS =
      List.of(
          new Stream("profile_main", "mainStream", 1280, 720, 2048, "/main"),
          new Stream("profile_sub", "subStream", 640, 360, 512, "/sub"));

  private volatile String rtsp = "rtsp://127.0.0.1:554";

  /**
   * @param base where its streams are, for example {@code rtsp://127.0.0.1:8554}
   */
  void rtsp(String base) {
    rtsp = base;
  }

  String answer(SoapRequest request) throws SoapFault {
    boolean second = request.element().getNamespaceURI().contains("ver20");
    return second ? second(request) : first(request);
  }

  private String first(SoapRequest request) throws SoapFault {
    return switch (request.operation()) {
      case "GetServiceCapabilities" ->
          "<trt:GetServiceCapabilitiesResponse><trt:Capabilities SnapshotUri=\"true\"/>"
              + "</trt:GetServiceCapabilitiesResponse>";
      case "GetProfiles" -> wrapped("trt:GetProfilesResponse", profiles("trt:Profiles"));
      case "GetProfile" -> {
        Stream stream = stream(request);
        yield wrapped("trt:GetProfileResponse", profile("trt:Profile", stream));
      }
      case "GetVideoSources" ->
          """
          <trt:GetVideoSourcesResponse><trt:VideoSources token="%s">\
          <tt:Framerate>15</tt:Framerate><tt:Resolution><tt:Width>1280</tt:Width>\
          <tt:Height>720</tt:Height></tt:Resolution></trt:VideoSources>\
          </trt:GetVideoSourcesResponse>"""
              .formatted(SOURCE);
      case "GetStreamUri" -> media("GetStreamUri", rtsp + stream(request).path());
      case "GetSnapshotUri" -> media("GetSnapshotUri", snapshot(request));
      default -> throw SoapFault.unsupported(request.operation());
    };
  }

  private String second(SoapRequest request) throws SoapFault {
    return switch (request.operation()) {
      case "GetServiceCapabilities" ->
          "<tr2:GetServiceCapabilitiesResponse><tr2:Capabilities SnapshotUri=\"true\"/>"
              + "</tr2:GetServiceCapabilitiesResponse>";
      case "GetProfiles" -> {
        boolean all = !request.text("Type").isEmpty();
        yield wrapped("tr2:GetProfilesResponse", profiles2(all));
      }
      case "GetStreamUri" -> {
        String uri = rtsp + stream(request).path();
        yield "<tr2:GetStreamUriResponse><tr2:Uri>" + uri + "</tr2:Uri></tr2:GetStreamUriResponse>";
      }
      case "GetSnapshotUri" ->
          "<tr2:GetSnapshotUriResponse><tr2:Uri>"
              + snapshot(request)
              + "</tr2:Uri></tr2:GetSnapshotUriResponse>";
      default -> throw SoapFault.unsupported(request.operation());
    };
  }

  private static Stream stream(SoapRequest request) throws SoapFault {
    String token = request.text("ProfileToken");
    for (Stream stream : STREAMS) {
      if (stream.token().equals(token)) {
        return stream;
      }
    }
    throw SoapFault.unknown("profile");
  }

  private static String snapshot(SoapRequest request) throws SoapFault {
    return request.base() + "/snapshot/" + stream(request).token() + ".jpg";
  }

  private static String wrapped(String name, String inside) {
    return "<" + name + ">" + inside + "</" + name + ">";
  }

  private static String media(String operation, String uri) {
    return """
        <trt:%sResponse><trt:MediaUri><tt:Uri>%s</tt:Uri>\
        <tt:InvalidAfterConnect>false</tt:InvalidAfterConnect>\
        <tt:InvalidAfterReboot>false</tt:InvalidAfterReboot>\
        <tt:Timeout>PT0S</tt:Timeout></trt:MediaUri></trt:%sResponse>"""
        .formatted(operation, uri, operation);
  }

  private static String profiles(String element) {
    StringBuilder all = new StringBuilder();
    STREAMS.forEach(stream -> all.append(profile(element, stream)));
    return all.toString();
  }

  private static String profile(String element, Stream stream) {
    String encoder =
        """
        <tt:VideoEncoderConfiguration token="enc_%s"><tt:Name>%s</tt:Name>\
        <tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding><tt:Resolution>\
        <tt:Width>%d</tt:Width><tt:Height>%d</tt:Height></tt:Resolution><tt:Quality>5</tt:Quality>\
        <tt:RateControl><tt:FrameRateLimit>15</tt:FrameRateLimit>\
        <tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>%d</tt:BitrateLimit>\
        </tt:RateControl></tt:VideoEncoderConfiguration>"""
            .formatted(
                stream.token(), stream.name(), stream.width(), stream.height(), stream.bitrate());
    return """
        <%s token="%s" fixed="true"><tt:Name>%s</tt:Name>\
        <tt:VideoSourceConfiguration token="src_conf_0"><tt:Name>source</tt:Name>\
        <tt:UseCount>2</tt:UseCount><tt:SourceToken>%s</tt:SourceToken>\
        <tt:Bounds x="0" y="0" width="1280" height="720"/></tt:VideoSourceConfiguration>%s</%s>"""
        .formatted(element, stream.token(), stream.name(), SOURCE, encoder, element);
  }

  /**
   * @param all whether the configurations were asked for: without, only token and name come
   */
  private static String profiles2(boolean all) {
    StringBuilder profiles = new StringBuilder();
    for (Stream stream : STREAMS) {
      String inside =
          """
          <tr2:Configurations><tr2:VideoSource token="src_conf_0"><tt:Name>source</tt:Name>\
          <tt:UseCount>2</tt:UseCount><tt:SourceToken>%s</tt:SourceToken>\
          <tt:Bounds x="0" y="0" width="1280" height="720"/></tr2:VideoSource>\
          <tr2:VideoEncoder token="enc_%s" GovLength="30"><tt:Name>%s</tt:Name>\
          <tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding><tt:Resolution>\
          <tt:Width>%d</tt:Width><tt:Height>%d</tt:Height></tt:Resolution>\
          <tt:RateControl><tt:FrameRateLimit>15</tt:FrameRateLimit>\
          <tt:BitrateLimit>%d</tt:BitrateLimit></tt:RateControl><tt:Quality>5</tt:Quality>\
          </tr2:VideoEncoder></tr2:Configurations>"""
              .formatted(
                  SOURCE,
                  stream.token(),
                  stream.name(),
                  stream.width(),
                  stream.height(),
                  stream.bitrate());
      profiles.append(
          "<tr2:Profiles token=\"%s\" fixed=\"true\"><tr2:Name>%s</tr2:Name>%s</tr2:Profiles>"
              .formatted(stream.token(), stream.name(), all ? inside : ""));
    }
    return profiles.toString();
  }
}
