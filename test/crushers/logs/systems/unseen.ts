import type { System } from './grammar.ts'

/** Shapes written before the grouping was worked on, and looked at only after its rules stood. */
export const unseen: Readonly<Record<string, System>> = {
  database: {
    header:
      '2026-02-11 {time}.{n:100-999} UTC [{n}] {user}@{of:shop|billing|postgres} {of:LOG|LOG|ERROR|WARNING|DETAIL}:  ',
    messages: [
      [300, 'duration: {f:900} ms  statement: SELECT * FROM {topic} WHERE id = {n}'],
      [120, 'duration: {f:900} ms  execute <unnamed>: UPDATE {topic} SET state = $1 WHERE id = $2'],
      [150, 'connection received: host={ip} port={n:1024-65535}'],
      [150, 'connection authorized: user={user} database={of:shop|billing|postgres|audit|stage}'],
      [
        120,
        'disconnection: session time: 0:{n:10-59}:{n:10-59}.{n:100-999} user={user} database={of:shop|billing|postgres|audit|stage} host={ip} port={n:1024-65535}',
      ],
      [80, 'checkpoint starting: time'],
      [20, 'checkpoint starting: xlog'],
      [
        80,
        'checkpoint complete: wrote {n} buffers ({f}%); 0 WAL file(s) added, {n:0-9} removed, {n:0-9} recycled; write={f} s, sync={f:9} s, total={f} s',
      ],
      [60, 'automatic vacuum of table "shop.public.{topic}": index scans: {n:0-4}'],
      [
        50,
        'automatic analyze of table "shop.public.{topic}" system usage: CPU: user: {f:9} s, system: {f:9} s, elapsed: {f:9} s',
      ],
      [
        40,
        'duplicate key value violates unique constraint "{of:orders_pkey|users_email_key|items_sku_idx|pay_ref_uq|audit_pk}"',
      ],
      [40, 'Key (id)=({n}) already exists.'],
      [25, 'deadlock detected'],
      [25, 'Process {n} waits for ShareLock on transaction {n}; blocked by process {n}.'],
      [20, 'canceling statement due to statement timeout'],
      [10, 'canceling statement due to user request'],
      [10, 'temporary file: path "base/pgsql_tmp/pgsql_tmp{n}.{n:0-9}", size {n}'],
      [8, 'could not receive data from client: Connection reset by peer'],
      [6, 'relation "{topic}" does not exist at character {n:1-90}'],
      [4, 'database system is ready to accept connections'],
      [4, 'received fast shutdown request'],
      [2, 'replication connection authorized: user={user} application_name=walreceiver'],
      [1, 'invalid length of startup packet'],
    ],
  },
  orchestrator: {
    header:
      '{of:I|I|W|E}0214 {time}.{n:100000-999999}       {n:1-9} {of:controller|scheduler|proxier|kubelet}.go:{n:10-999}] ',
    messages: [
      [
        200,
        '"Pod status updated" pod="{of:default|prod|kube-system}/{topic}-{hex:10}-{hex:5}" status={of:Running|Pending|Succeeded|Failed}',
      ],
      [
        150,
        '"Successfully bound pod to node" pod="{of:default|prod}/{topic}-{hex:10}-{hex:5}" node="{host}" evaluatedNodes={n:1-90} feasibleNodes={n:1-90}',
      ],
      [120, 'Scaled up replica set {topic}-{hex:10} to {n:1-20}'],
      [90, 'Scaled down replica set {topic}-{hex:10} to {n:0-20}'],
      [90, 'Syncing iptables rules took {duration}'],
      [
        70,
        'Trace[{n}]: "List" url:/api/v1/{of:pods|nodes|services|secrets|endpoints} (started: {date} {time}.{n:100-999}) (total time: {n}ms):',
      ],
      [
        60,
        'error syncing \'{of:default|prod}/{topic}\': failed to pull image "registry.local/{topic}:{n:1-9}.{n:0-40}": rpc error: code = Unknown desc = context deadline exceeded',
      ],
      [
        40,
        'Liveness probe for "{topic}-{hex:10}-{hex:5}_prod({uuid}):app" failed (failure): Get http://{ip}:{n:80-9000}/healthz: dial tcp {ip}:{n:80-9000}: connect: connection refused',
      ],
      [40, 'Starting garbage collection of unused images, threshold {n:50-90}%'],
      [40, 'Removed {n:0-40} image(s), freed {n} bytes'],
      [30, 'Lost lease {of:kube-scheduler|controller-manager} held by {host}_{uuid}'],
      [
        30,
        "node {host} hasn't been updated for {duration}. Last Ready is: &NodeCondition{{Type:Ready,Status:{of:True|Unknown},Reason:KubeletReady}}",
      ],
      [20, 'Attempting to release IP {ip} of pod {uuid}'],
      [
        10,
        'Event(v1.ObjectReference{{Kind:"{of:Pod|Job|Node}", Namespace:"{of:default|prod}", Name:"{topic}"}}): type: \'Warning\' reason: \'{of:BackOff|FailedMount|Evicted|Unhealthy|FailedScheduling}\' Back-off restarting failed container',
      ],
      [8, 'Using certificate {path}'],
      [6, 'Version: v1.{n:20-33}.{n:0-9}'],
      [3, 'Shutting down admission controller'],
      [2, 'Caches are synced for garbage collector'],
      [1, 'Caches are synced for token cleaner'],
    ],
  },
  broker: {
    header:
      '[2026-03-01 {time},{n:100-999}] {of:INFO|INFO|WARN|TRACE} [{of:GroupCoordinator 1|ReplicaManager broker=1|Log partition=orders-3, dir=/var/kafka|Controller id=1}]: ',
    messages: [
      [
        250,
        'Preparing to rebalance group {topic}-consumers in state PreparingRebalance with old generation {n:1-900} (__offsets-{n:0-49}) (reason: Adding new member {of:c1|c2|c3}-{uuid})',
      ],
      [
        200,
        'Stabilized group {topic}-consumers generation {n:1-900} (__offsets-{n:0-49}) with {n:1-9} members',
      ],
      [180, 'Rolled new log segment at offset {n} in {n:1-90} ms.'],
      [150, 'Deleted segment baseOffset={n}, size={n} due to retention time {n}ms breach'],
      [90, 'Member {of:c1|c2|c3}-{uuid} in group {topic}-consumers has failed, removing it from the group'],
      [90, 'Loading producer state till offset {n} with message format version {n:0-2}'],
      [60, 'Shrinking ISR for partition {topic}-{n:0-9} from {list:n,2-4} to {list:n,1-3}'],
      [60, 'Expanding ISR for partition {topic}-{n:0-9} from {list:n,1-3} to {list:n,2-4}'],
      [40, 'Partition {topic}-{n:0-9} broker={n:0-9}: No checkpointed highwatermark is found'],
      [
        30,
        'Connection to node {n:0-9} ({host}/{ip}:{n:1024-65535}) could not be established. Broker may not be available.',
      ],
      [
        20,
        'Session 0x{hex:16} for server {host}/{ip}:2181, unexpected error, closing socket connection and attempting reconnect',
      ],
      [
        10,
        'Creating topic {topic} with configuration {{retention.ms={n}}} and initial partition assignment {n:0-9} -> ArrayBuffer({n:0-9})',
      ],
      [8, 'Elected as the controller. Epoch incremented to {n:1-40} and epoch zk version is now {n:1-40}'],
      [4, 'shutting down'],
      [3, 'shut down completed'],
      [2, 'started'],
      [1, 'Awaiting socket connections on 0.0.0.0:{n:1024-65535}.'],
    ],
  },
  mail: {
    header: '{month} {n:10-28} {time} {of:mx1|mx2} postfix/{of:smtpd|cleanup|qmgr|smtp|anvil}[{n}]: ',
    messages: [
      [
        200,
        'connect from {of:unknown|mail.example.com|out-3.sender.net|smtp.acme.org|relay7.isp.net|mx.corp.local}[{ip}]',
      ],
      [
        180,
        'disconnect from {of:unknown|mail.example.com|out-3.sender.net|smtp.acme.org|relay7.isp.net|mx.corp.local}[{ip}] ehlo={n:0-2} mail={n:0-2} rcpt={n:0-9} data={n:0-2} quit=1 commands={n:1-9}',
      ],
      [
        170,
        '{HEX:10}: client={of:unknown|mail.example.com|out-3.sender.net|smtp.acme.org|relay7.isp.net}[{ip}]',
      ],
      [170, '{HEX:10}: message-id=<{hex:12}@{host}>'],
      [
        160,
        '{HEX:10}: from=<{user}@{of:acme.org|example.com|isp.net|list.dev}>, size={n}, nrcpt={n:1-9} (queue active)',
      ],
      [
        140,
        '{HEX:10}: to=<{user}@{of:acme.org|example.com|isp.net|list.dev}>, relay={host}[{ip}]:25, delay={f:9}, delays={f:1}/{f:1}/{f:1}/{f:1}, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as {HEX:10})',
      ],
      [
        30,
        '{HEX:10}: to=<{user}@{of:acme.org|example.com|isp.net|list.dev}>, relay=none, delay={f:9}, delays={f:1}/{f:1}/{f:1}/{f:1}, dsn=4.4.1, status=deferred (connect to {host}[{ip}]:25: Connection timed out)',
      ],
      [140, '{HEX:10}: removed'],
      [
        60,
        'NOQUEUE: reject: RCPT from unknown[{ip}]: 554 5.7.1 Service unavailable; Client host [{ip}] blocked using zen.blocklist.org; from=<{user}@spam.biz> to=<{user}@acme.org> proto=ESMTP helo=<{host}>',
      ],
      [40, 'warning: hostname {host} does not resolve to address {ip}: Name or service not known'],
      [40, 'warning: unknown[{ip}]: SASL LOGIN authentication failed: UGFzc3dvcmQ6'],
      [30, 'statistics: max connection rate {n:1-9}/60s for (smtp:{ip}) at {month} {n:10-28} {time}'],
      [30, 'statistics: max cache size {n:1-99} at {month} {n:10-28} {time}'],
      [20, 'lost connection after {of:AUTH|EHLO|DATA|RCPT|CONNECT|STARTTLS} from unknown[{ip}]'],
      [10, 'timeout after DATA ({n} bytes) from unknown[{ip}]'],
      [5, 'SSL_accept error from unknown[{ip}]: lost connection'],
      [3, 'daemon started -- version 3.{n:1-9}.{n:1-9}, configuration /etc/postfix'],
      [1, 'terminating on signal {n:1-15}'],
    ],
  },
  switch: {
    header: '<{n:100-191}>{n:1-99999}: {of:sw-core-1|sw-edge-4}: *{month} {n:10-28} {time}.{n:100-999}: ',
    messages: [
      [
        200,
        '%LINK-3-UPDOWN: Interface {of:GigabitEthernet|TenGigE|FastEthernet}{n:0-3}/{n:0-48}, changed state to up',
      ],
      [
        200,
        '%LINK-3-UPDOWN: Interface {of:GigabitEthernet|TenGigE|FastEthernet}{n:0-3}/{n:0-48}, changed state to down',
      ],
      [
        150,
        '%LINEPROTO-5-UPDOWN: Line protocol on Interface {of:GigabitEthernet|TenGigE|FastEthernet}{n:0-3}/{n:0-48}, changed state to up',
      ],
      [
        150,
        '%LINEPROTO-5-UPDOWN: Line protocol on Interface {of:GigabitEthernet|TenGigE|FastEthernet}{n:0-3}/{n:0-48}, changed state to down',
      ],
      [
        90,
        '%SEC_LOGIN-5-LOGIN_SUCCESS: Login Success [user: {user}] [Source: {ip}] [localport: 22] at {time} UTC {day} {month} {n:10-28} 2026',
      ],
      [
        50,
        '%SEC_LOGIN-4-LOGIN_FAILED: Login failed [user: {user}] [Source: {ip}] [localport: 22] [Reason: Login Authentication Failed] at {time} UTC {day} {month} {n:10-28} 2026',
      ],
      [60, '%SYS-5-CONFIG_I: Configured from console by {user} on vty{n:0-4} ({ip})'],
      [
        60,
        '%SW_MATM-4-MACFLAP_NOTIF: Host {hex:4}.{hex:4}.{hex:4} in vlan {n:1-4000} is flapping between port Gi{n:0-3}/{n:0-48} and port Gi{n:0-3}/{n:0-48}',
      ],
      [
        40,
        '%SPANTREE-2-BLOCK_BPDUGUARD: Received BPDU on port Gi{n:0-3}/{n:0-48} with BPDU Guard enabled. Disabling port.',
      ],
      [30, '%OSPF-5-ADJCHG: Process {n:1-9}, Nbr {ip} on Vlan{n:1-4000} from LOADING to FULL, Loading Done'],
      [
        20,
        '%OSPF-5-ADJCHG: Process {n:1-9}, Nbr {ip} on Vlan{n:1-4000} from FULL to DOWN, Neighbor Down: Dead timer expired',
      ],
      [20, '%BGP-5-ADJCHANGE: neighbor {ip} Up'],
      [20, '%BGP-5-ADJCHANGE: neighbor {ip} Down BGP Notification sent'],
      [10, '%ENVMON-3-FAN_FAILED: Fan {n:1-4} has failed'],
      [5, '%SYS-6-LOGGINGHOST_STARTSTOP: Logging to host {ip} port 514 started - CLI initiated'],
      [1, '%PLATFORM-1-CRASHED: System previously crashed with the following message'],
    ],
  },
  'game server': {
    header:
      '[{time}] [{of:Server thread|Worker-Main-3|User Authenticator #12|RCON Listener #1}/{of:INFO|WARN|ERROR}]: ',
    messages: [
      [200, '{user} joined the game'],
      [200, '{user} left the game'],
      [150, '{user}[/{ip}:{n:1024-65535}] logged in with entity id {n} at ({f}, {f}, {f})'],
      [120, 'UUID of player {user} is {uuid}'],
      [100, '{user} lost connection: Disconnected'],
      [60, '{user} lost connection: Timed out'],
      [90, '<{user}> gg everyone, see you at {time}'],
      [60, "Can't keep up! Is the server overloaded? Running {n}ms or {n:1-90} ticks behind"],
      [50, '{user} was slain by {of:Zombie|Skeleton|Spider|Creeper|Witch|Husk}'],
      [
        40,
        '{user} has made the advancement [{of:Stone Age|Acquire Hardware|Hot Stuff|Monster Hunter|Diamonds!|We Need to Go Deeper}]',
      ],
      [
        30,
        "Saving chunks for level 'ServerLevel[world]'/minecraft:{of:overworld|the_nether|the_end|moon|void}",
      ],
      [30, 'ThreadedAnvilChunkStorage ({of:world|DIM1|DIM-1}): All chunks are saved'],
      [20, '{user} moved too quickly! {f},{f},{f}'],
      [10, 'Preparing spawn area: {n:0-99}%'],
      [8, 'Time elapsed: {n} ms'],
      [5, 'Done ({f}s)! For help, type "help"'],
      [3, 'Stopping the server'],
      [2, 'Loaded {n} recipes'],
      [1, 'Loaded {n} advancements'],
    ],
  },
  firewall: {
    header: '{month} {n:10-28} {time} fw0 kernel: [{n}.{n:100000-999999}] ',
    messages: [
      [
        400,
        '[UFW BLOCK] IN=eth0 OUT= MAC={mac}:{mac}:08:00 SRC={ip} DST={ip} LEN={n:40-1500} TOS=0x00 PREC=0x00 TTL={n:1-255} ID={n} PROTO=TCP SPT={n:1024-65535} DPT={n:1-9000} WINDOW={n} RES=0x00 SYN URGP=0',
      ],
      [
        200,
        '[UFW BLOCK] IN=eth0 OUT= MAC={mac}:{mac}:08:00 SRC={ip} DST={ip} LEN={n:40-1500} TOS=0x00 PREC=0x00 TTL={n:1-255} ID={n} PROTO=UDP SPT={n:1024-65535} DPT={n:1-9000} LEN={n:20-900}',
      ],
      [
        80,
        '[UFW ALLOW] IN=eth1 OUT=eth0 SRC={ip} DST={ip} LEN={n:40-1500} TOS=0x00 PREC=0x00 TTL={n:1-255} ID={n} PROTO=ICMP TYPE={n:0-8} CODE=0 ID={n} SEQ={n:1-90}',
      ],
      [60, 'nf_conntrack: table full, dropping packet'],
      [40, 'eth0: NIC Link is Up {n:10-1000} Mbps Full Duplex, Flow Control: {of:RX|TX|RX/TX}'],
      [30, 'eth0: NIC Link is Down'],
      [
        30,
        'audit: type={n:1000-1800} audit({n}.{n:100-999}:{n}): apparmor="DENIED" operation="{of:open|exec|ptrace|mknod|connect}" profile="snap.{package}" name="{path}" pid={n} comm="{user}" requested_mask="r" denied_mask="r" fsuid={n} ouid=0',
      ],
      [20, 'usb {n:1-4}-{n:1-4}: new high-speed USB device number {n:1-90} using xhci_hcd'],
      [20, 'usb {n:1-4}-{n:1-4}: USB disconnect, device number {n:1-90}'],
      [10, 'EXT4-fs (sd{of:a|b|c}{n:1-9}): mounted filesystem with ordered data mode. Opts: (null)'],
      [
        5,
        'EXT4-fs error (device sd{of:a|b|c}{n:1-9}): ext4_find_entry:{n}: inode #{n}: comm {user}: reading directory lblock {n:0-9}',
      ],
      [
        5,
        'Out of memory: Killed process {n} ({user}) total-vm:{n}kB, anon-rss:{n}kB, file-rss:{n}kB, shmem-rss:0kB',
      ],
      [2, 'CPU{n:0-7}: Core temperature above threshold, cpu clock throttled (total events = {n})'],
      [2, 'CPU{n:0-7}: Core temperature/speed normal'],
      [1, 'random: crng init done'],
    ],
  },
  'web application': {
    header: '{of:I|D|W}, [2026-04-02T{time}.{n:100000-999999} #{n}]  {of: INFO|DEBUG| WARN} -- : [{uuid}] ',
    messages: [
      [200, 'Started GET "/{topic}/{n}" for {ip} at {date} {time} +0000'],
      [120, 'Started POST "/{topic}" for {ip} at {date} {time} +0000'],
      [
        200,
        'Processing by {of:Orders|Users|Invoices|Sessions|Clicks|Home}Controller#{of:show|index|create|update|destroy} as {of:HTML|JSON}',
      ],
      [150, 'Completed 200 OK in {n:1-900}ms (Views: {f}ms | ActiveRecord: {f}ms | Allocations: {n})'],
      [40, 'Completed 404 Not Found in {n:1-900}ms (ActiveRecord: {f}ms | Allocations: {n})'],
      [30, 'Completed 500 Internal Server Error in {n:1-900}ms (ActiveRecord: {f}ms | Allocations: {n})'],
      [120, '  Parameters: {{"id"=>"{n}"}}'],
      [
        100,
        '  Rendered {topic}/{of:show|index|_row|_form}.html.erb within layouts/application (Duration: {f}ms | Allocations: {n})',
      ],
      [60, 'Redirected to https://shop.example.com/{topic}/{n}'],
      [
        40,
        '[ActiveJob] [{of:MailJob|IndexJob|SyncJob|ReportJob|PruneJob}] [{uuid}] Performed {of:MailJob|IndexJob|SyncJob|ReportJob|PruneJob} (Job ID: {uuid}) from Sidekiq(default) in {f}ms',
      ],
      [
        30,
        '[ActiveJob] Enqueued {of:MailJob|IndexJob|SyncJob|ReportJob|PruneJob} (Job ID: {uuid}) to Sidekiq(default) with arguments: {n}',
      ],
      [
        20,
        'Filter chain halted as :{of:require_login|verify_token|check_admin|set_locale|throttle} rendered or redirected',
      ],
      [10, "Can't verify CSRF token authenticity."],
      [5, 'Sent mail to {user}@example.com ({f}ms)'],
      [
        2,
        'Creating scope :{of:active|recent|open}. Overwriting existing method Order.{of:active|recent|open}.',
      ],
      [1, 'Running {n:1-9} workers with {n:1-9} threads each'],
    ],
  },
}
