{{- define "journeyman.name" -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end }}

{{- define "journeyman.labels" -}}
app.kubernetes.io/name: journeyman
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "journeyman.selector" -}}
app.kubernetes.io/name: journeyman
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "journeyman.allowedHosts" -}}
{{- $name := include "journeyman.name" . -}}
{{- $own := list $name (printf "%s.%s" $name .Release.Namespace) (printf "%s.%s.svc" $name .Release.Namespace) -}}
{{- $ingress := ternary (list .Values.ingress.host) list .Values.ingress.enabled -}}
{{- concat $own $ingress .Values.allowedHosts | uniq | join "," -}}
{{- end }}

{{/* What is said, or what the ingress answers as when it ends TLS itself. */}}
{{- define "journeyman.publicUrl" -}}
{{- if .Values.publicUrl -}}
{{- .Values.publicUrl -}}
{{- else if and .Values.ingress.enabled .Values.ingress.tlsSecret -}}
https://{{ .Values.ingress.host }}
{{- end -}}
{{- end }}

{{/* Those of the values, and that of the collector of traces; with commas between. */}}
{{- define "journeyman.egressPorts" -}}
{{- $ports := list -}}
{{- range .Values.networkPolicy.egressPorts }}{{ $ports = append $ports (toString .) }}{{ end -}}
{{- range tuple "OTEL_EXPORTER_OTLP_ENDPOINT" "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" -}}
{{- with get $.Values.settings . -}}
{{- $address := urlParse . -}}
{{- $usual := ternary "443" "80" (eq $address.scheme "https") -}}
{{- $ports = append $ports (regexFind ":[0-9]+$" $address.host | trimPrefix ":" | default $usual) -}}
{{- end -}}
{{- end -}}
{{- $ports | uniq | join "," -}}
{{- end }}

{{/* Four fifths of the home, in GiB. Past the whole of it the kubelet ends the pod; and sizes are measured
     every ten minutes, while what has begun goes on. */}}
{{- define "journeyman.maxDisk" -}}
{{- $size := .Values.home.sizeLimit -}}
{{- $units := dict "M" 1000000 "Mi" 1048576 "G" 1000000000 "Gi" 1073741824 "T" 1000000000000 "Ti" 1099511627776 -}}
{{- $bytes := mul (regexFind "^[0-9]+" $size | int64) (regexFind "[A-Za-z]+$" $size | get $units | int64) -}}
{{- $gibibytes := div (mul $bytes 4) (mul 5 1073741824) -}}
{{- if lt $gibibytes 1 }}{{ fail (printf "home.sizeLimit is %s, and a pod needs 2Gi at least." $size) }}{{ end -}}
{{- $gibibytes -}}
{{- end }}

{{/* A variable that stood twice in a pod would hold whichever came last. */}}
{{- define "journeyman.checkNames" -}}
{{- $fixed := "Leave it out: the chart needs its own" -}}
{{- $own := dict "JOURNEYMAN_ROLES" $fixed "JOURNEYMAN_HOME" $fixed "JOURNEYMAN_MIRRORS" $fixed
    "HOST" $fixed "PORT" "Use service.port" "MANAGEMENT_HOST" $fixed "MANAGEMENT_PORT" $fixed
    "ALLOWED_HOSTS" "Use allowedHosts" "PUBLIC_URL" "Use publicUrl"
    "MAX_CONCURRENT_TASKS" "Use worker.concurrentTasks" "MAX_DISK_GB" "Use home.sizeLimit"
    "DATABASE_URL" "Use secretKeys.databaseUrl" "JWT_SECRET" "Use secretKeys.jwtSecret"
    "ENCRYPTION_KEY" "Use secretKeys.encryptionKey"
    "ANTHROPIC_API_KEY" "Use secretKeys.anthropicApiKey" "GITHUB_TOKEN" "Use secretKeys.githubToken"
    "REDIS_URL" "Use secretKeys.redisUrl" -}}
{{- $seen := dict -}}
{{- range $section := tuple "settings" "secretFiles" "secretVariables" -}}
{{- range $name, $_ := index $.Values $section -}}
{{- $variable := trimSuffix "_FILE" $name -}}
{{- with get $own $variable }}{{ fail (printf "%s.%s cannot be set here. %s." $section $name .) }}{{ end -}}
{{- with get $seen $variable }}{{ fail (printf "%s.%s is set in %s, too. Keep one of them." $section $name .) }}{{ end -}}
{{- $_ := set $seen $variable $section -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/* A pod of one role: root (the chart's context), role, values of the role. */}}
{{- define "journeyman.pod" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
{{- include "journeyman.checkNames" $root -}}
metadata:
  labels:
    {{- include "journeyman.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .role }}
  {{- with $values.podAnnotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "journeyman.name" $root }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  hostUsers: {{ $values.sandbox.hostUsers }}
  terminationGracePeriodSeconds: {{ .values.terminationGracePeriodSeconds | default 30 }}
  {{- with $values.imagePullSecrets }}
  imagePullSecrets: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.nodeSelector }}
  nodeSelector: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations: {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "journeyman.selector" $root | nindent 10 }}
          app.kubernetes.io/component: {{ .role }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile: {{- toYaml $values.sandbox.seccompProfile | nindent 6 }}
    appArmorProfile: {{- toYaml $values.sandbox.appArmorProfile | nindent 6 }}
  containers:
    - name: journeyman
      image: "{{ $values.image.repository }}:{{ $values.image.tag | default $root.Chart.AppVersion }}"
      imagePullPolicy: {{ $values.image.pullPolicy }}
      args: [serve]
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        procMount: {{ $values.sandbox.procMount }}
        capabilities: { drop: [ALL] }
      env:
        - { name: JOURNEYMAN_ROLES, value: {{ .role }} }
        - { name: JOURNEYMAN_HOME, value: /var/lib/journeyman }
        - { name: JOURNEYMAN_MIRRORS, value: /srv/mirrors }
        - { name: HOST, value: 0.0.0.0 }
        - { name: MANAGEMENT_HOST, value: 0.0.0.0 }
        {{- if not (hasKey $values.settings "LOG_FORMAT") }}
        - { name: LOG_FORMAT, value: json }
        {{- end }}
        - { name: ALLOWED_HOSTS, value: {{ include "journeyman.allowedHosts" $root | quote }} }
        {{- with include "journeyman.publicUrl" $root }}
        - { name: PUBLIC_URL, value: {{ . | quote }} }
        {{- end }}
        {{- with .values.concurrentTasks }}
        - { name: MAX_CONCURRENT_TASKS, value: {{ . | quote }} }
        {{- end }}
        - { name: MAX_DISK_GB, value: {{ include "journeyman.maxDisk" $root | quote }} }
        - { name: DATABASE_URL_FILE, value: /run/secrets/journeyman/{{ $values.secretKeys.databaseUrl }} }
        - { name: JWT_SECRET_FILE, value: /run/secrets/journeyman/{{ $values.secretKeys.jwtSecret }} }
        - { name: ENCRYPTION_KEY_FILE, value: /run/secrets/journeyman/{{ $values.secretKeys.encryptionKey }} }
        {{- with $values.secretKeys.anthropicApiKey }}
        - { name: ANTHROPIC_API_KEY_FILE, value: /run/secrets/journeyman/{{ . }} }
        {{- end }}
        {{- with $values.secretKeys.githubToken }}
        - { name: GITHUB_TOKEN_FILE, value: /run/secrets/journeyman/{{ . }} }
        {{- end }}
        {{- with $values.secretKeys.redisUrl }}
        - { name: REDIS_URL_FILE, value: /run/secrets/journeyman/{{ . }} }
        {{- end }}
        {{- range $name, $key := $values.secretFiles }}
        - { name: {{ $name }}_FILE, value: /run/secrets/journeyman/{{ $key }} }
        {{- end }}
        {{- range $name, $key := $values.secretVariables }}
        - { name: {{ $name }}, valueFrom: { secretKeyRef: { name: {{ $values.existingSecret }}, key: {{ $key }} } } }
        {{- end }}
        {{- range $name, $value := $values.settings }}
        - { name: {{ $name }}, value: {{ $value | toString | quote }} }
        {{- end }}
      ports:
        {{- if eq .role "api" }}
        - { name: http, containerPort: 4002 }
        {{- end }}
        - { name: management, containerPort: 4003 }
      # The tables are brought up to date at the first start, and a big database takes its time.
      startupProbe:
        httpGet: { path: /livez, port: management }
        periodSeconds: 2
        failureThreshold: 150
      livenessProbe:
        httpGet: { path: /livez, port: management }
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: { path: /readyz, port: management }
        periodSeconds: 5
        timeoutSeconds: 3
      resources: {{- toYaml .values.resources | nindent 8 }}
      volumeMounts:
        - { name: home, mountPath: /var/lib/journeyman }
        - { name: mirrors, mountPath: /srv/mirrors }
        - { name: temporary, mountPath: /tmp }
        - { name: secrets, mountPath: /run/secrets/journeyman, readOnly: true }
  volumes:
    - name: home
      emptyDir: { sizeLimit: {{ $values.home.sizeLimit }} }
    - name: mirrors
      persistentVolumeClaim:
        claimName: {{ $values.mirrors.existingClaim | default (printf "%s-mirrors" (include "journeyman.name" $root)) }}
    - name: temporary
      emptyDir: { sizeLimit: 1Gi }
    - name: secrets
      secret:
        secretName: {{ $values.existingSecret }}
        defaultMode: 0440
{{- end }}
