// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.chat;

import org.vestibule.api.notice.Notice;
import org.vestibule.integrations.notify.internal.delivery.Answer;
import org.vestibule.integrations.notify.internal.delivery.Post;

/** A channel of people as it is configured. Thread-safe. */
public interface ChatPost extends Post {
  /** Says at once that somebody rings; not tried a second time. */
  Answer ring(Notice notice) throws InterruptedException;
}
