// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.testkit.internal.panel.netbox.NetBoxSimulator;

/** The simulated NetBox, as curl sees it. */
@Timeout(180)
class NetBoxSimulatorTest {
  private static final Pattern SESSION = Pattern.compile("sessionid=\"([^\"]+)\"");
  private NetBoxSimulator netbox;

  @BeforeEach
  void start() throws Exception {
    Curl.assume();
    netbox = new NetBoxSimulator(0, "vestibule", "secret");
    netbox.portal(1, "Front & back");
    netbox.portal(2, "Garage");
    netbox.portal(7, "Roof");
    netbox.start();
  }

  @AfterEach
  void stop() {
    netbox.close();
  }

  @Test
  void aWrongPasswordAndAStrangerAreErrorFive() throws Exception {
    assertThat(login("guess")).contains("<APIERROR>5</APIERROR>").doesNotContain("sessionid");
    assertThat(call("nobody", "LockPortal", "<PORTALKEY>1</PORTALKEY>"))
        .contains("<APIERROR>5</APIERROR>");
    assertThat(netbox.done("LockPortal")).isZero();
  }

  @Test
  void thePathThatIsGoneSaysSo() throws Exception {
    netbox.beOld();
    assertThat(Curl.run("-d", "<NETBOX-API/>", netbox.url() + NetBoxSimulator.PATH))
        .endsWith("\n410");
    assertThat(Curl.run("-d", "<NETBOX-API/>", netbox.url() + "/elsewhere")).endsWith("\n404");
  }

  @Test
  void whatIsNoCommandIsErrorThreeOrFour() throws Exception {
    String session = session();
    assertThat(call(session, "OpenSesame", "")).contains("<APIERROR>3</APIERROR>");
    assertThat(post("<NETBOX-API><COMMAND")).contains("<APIERROR>4</APIERROR>");
    assertThat(post("<!DOCTYPE x [<!ENTITY a 'b'>]><NETBOX-API>&a;</NETBOX-API>"))
        .contains("<APIERROR>4</APIERROR>");
    netbox.enable(false);
    assertThat(call(session, "PingApp", "")).contains("<APIERROR>2</APIERROR>");
  }

  @Test
  void aPortalIsReleasedForAMomentAndAnUnknownOneIsNot() throws Exception {
    String session = session();
    assertThat(call(session, "MomentaryUnlockPortal", "<PORTALKEY>1</PORTALKEY>"))
        .contains("<CODE>SUCCESS</CODE>");
    assertThat(netbox.state(1)).isEqualTo("momentary");
    assertThat(call(session, "UnlockPortal", "<PORTALKEY>99</PORTALKEY>"))
        .contains("<CODE>FAIL</CODE>", "<ERRMSG>Invalid portal key</ERRMSG>");
    assertThat(netbox.heard().get(netbox.heard().size() - 1))
        .isEqualTo(new Heard("UnlockPortal", "99", false));
    assertThat(call(session, "Logout", "")).contains("<CODE>SUCCESS</CODE>");
    assertThat(netbox.sessions()).isZero();
  }

  @Test
  void portalsComeInPages() throws Exception {
    String session = session();
    assertThat(call(session, "GetPortals", ""))
        .contains("<NAME>Front &amp; back</NAME>", "<NEXTKEY>7</NEXTKEY>")
        .doesNotContain("Roof");
    assertThat(call(session, "GetPortals", "<STARTFROMKEY>7</STARTFROMKEY>"))
        .contains("Roof", "<NEXTKEY>-1</NEXTKEY>");
  }

  @Test
  void aFormFieldIsTakenToo() throws Exception {
    assertThat(
            Curl.run(
                "--data-urlencode",
                "APIcommand="
                    + command(
                        "", "Login", "<USERNAME>vestibule</USERNAME><PASSWORD>secret</PASSWORD>"),
                netbox.url() + NetBoxSimulator.PATH))
        .contains("<CODE>SUCCESS</CODE>");
  }

  @Test
  void faultsAreWhatTheyAreCalled() throws Exception {
    String session = session();
    netbox.next("LockPortal", Fault.DROP_BEFORE);
    assertThat(call(session, "LockPortal", "<PORTALKEY>1</PORTALKEY>")).isEqualTo("curl 52");
    assertThat(netbox.done("LockPortal")).isZero();
    netbox.next("LockPortal", Fault.DROP_AFTER);
    assertThat(call(session, "LockPortal", "<PORTALKEY>1</PORTALKEY>")).isEqualTo("curl 52");
    assertThat(netbox.done("LockPortal")).isEqualTo(1);
    netbox.next("LockPortal", Fault.ERROR_AFTER);
    assertThat(call(session, "LockPortal", "<PORTALKEY>1</PORTALKEY>")).endsWith("\n500");
    netbox.next("LockPortal", Fault.GARBAGE);
    assertThat(call(session, "LockPortal", "<PORTALKEY>1</PORTALKEY>")).startsWith("<html>");
    netbox.next("LockPortal", Fault.LATE);
    assertThat(
            Curl.run(
                "-m",
                "1",
                "-H",
                "Content-Type: text/xml",
                "-d",
                command(session, "LockPortal", "<PORTALKEY>1</PORTALKEY>"),
                netbox.url() + NetBoxSimulator.PATH))
        .isEqualTo("curl 28");
    assertThat(netbox.done("LockPortal")).isEqualTo(4);
  }

  private String session() throws Exception {
    Matcher matcher = SESSION.matcher(login("secret"));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private String login(String password) throws Exception {
    return call("", "Login", "<USERNAME>vestibule</USERNAME><PASSWORD>" + password + "</PASSWORD>");
  }

  private String call(String session, String name, String parameters) throws Exception {
    return post(command(session, name, parameters));
  }

  private String post(String xml) throws Exception {
    return Curl.run("-H", "Content-Type: text/xml", "-d", xml, netbox.url() + NetBoxSimulator.PATH);
  }

  private static String command(String session, String name, String parameters) {
    return "<NETBOX-API"
        + (session.isEmpty() ? "" : " sessionid='" + session + "'")
        + "><COMMAND name='"
        + name
        + "' num='1'><PARAMS>"
        + parameters
        + "</PARAMS></COMMAND></NETBOX-API>";
  }
}
