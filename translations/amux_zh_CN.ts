<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
    <context>
        <name>amux</name>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Add account</source>
            <translation>添加账号</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Add provider</source>
            <translation>添加供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Back up or restore…</source>
            <translation>备份或还原…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Clear logs…</source>
            <translation>清空日志…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Copy the address of {name}</source>
            <translation>复制 {name} 的地址</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Copy the base URL</source>
            <translation>复制 Base URL</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Documentation</source>
            <translation>文档</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Export logs…</source>
            <translation>导出日志…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Export the configuration…</source>
            <translation>导出配置…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>First steps</source>
            <translation>新手引导</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Look for a new version</source>
            <translation>检查新版本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>New chat</source>
            <translation>新对话</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>New proxy</source>
            <translation>新建代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>New token</source>
            <translation>新建令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Point {tool} at Amux…</source>
            <translation>让 {tool} 使用 Amux…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Restart the proxy</source>
            <translation>重启代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Start the proxy</source>
            <translation>启动代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Start tunnel</source>
            <translation>启动隧道</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Stop the proxy</source>
            <translation>停止代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Stop tunnel</source>
            <translation>停止隧道</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Switch between English and 中文</source>
            <translation>切换 English / 中文</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Switch between light and dark</source>
            <translation>切换浅色 / 深色</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Switch {tool} to {target}</source>
            <translation>将 {tool} 切换到 {target}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>now {target}</source>
            <translation>当前：{target}</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/commands.py" />
            <source>provider, %n model(s)</source>
            <translation>
                <numerusform>供应商，%n 个模型</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/commands.py" />
            <source>{tool} uses {target}</source>
            <translation>{tool} 已改用 {target}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>A browser window opened on the sign-in page</source>
            <translation>已在浏览器中打开登录页面</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Add a {vendor} account</source>
            <translation>添加 {vendor} 账号</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Address of the last page</source>
            <translation>最后一个页面的地址</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Amux saves the account and checks its quota</source>
            <translation>Amux 保存账号并查询额度</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Client secret</source>
            <translation>客户端密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Copy the address</source>
            <translation>复制地址</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Copy the code</source>
            <translation>复制代码</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Nothing opened? Copy this address</source>
            <translation>没有打开？请复制此地址</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Only needed when the browser cannot come back to Amux, for instance from another computer.</source>
            <translation>仅在浏览器无法返回 Amux 时需要，例如在另一台电脑上登录。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Open browser again</source>
            <translation>重新打开浏览器</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Open the page here</source>
            <translation>在此打开页面</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Page for the code</source>
            <translation>输入代码的页面</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Save and sign in</source>
            <translation>保存并登录</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Sign in and allow access</source>
            <translation>登录并允许访问</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>The browser cannot come back by itself</source>
            <translation>浏览器无法自动返回</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>The sign-in did not work</source>
            <translation>登录未成功</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Type it in on the page below, on any device on which you are signed in.</source>
            <translation>在任意一台已登录的设备上打开下面的页面并输入。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Use a code instead</source>
            <translation>改用代码登录</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Use the address</source>
            <translation>使用此地址</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Waiting for the browser. Expires in {time}.</source>
            <translation>正在等待浏览器，{time} 后失效。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Waiting for the code. Expires in {time}.</source>
            <translation>正在等待输入代码，{time} 后过期。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>You sign in at {company}; Amux never sees your password. The sign-in uses the OAuth client of {owner}; using it from another program may break the terms of {company}, and your account is your own risk.</source>
            <translation>你在 {company} 登录，Amux 不会看到你的密码。登录使用 {owner} 的 OAuth 客户端；在其他程序中使用可能违反 {company} 的条款，账号风险由你自行承担。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>Your code</source>
            <translation>你的代码</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>{company} asks for the secret of the OAuth client besides your own sign-in. Amux ships none. You find it in the installed program {owner}, among the settings of its sign-in. Using another product's client may break the terms of {company}. The secret is stored sealed, or taken from the environment variable {variable}.</source>
            <translation>除你本人的登录外，{company} 还要求 OAuth 客户端的密钥。Amux 不附带任何密钥。你可以在已安装的 {owner} 程序的登录配置中找到它。使用其他产品的客户端可能违反 {company} 的条款。密钥会加密保存，也可从环境变量 {variable} 读取。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>{name} added</source>
            <translation>已添加 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_account.py" />
            <source>{vendor} needs a client secret</source>
            <translation>{vendor} 需要客户端密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>API Key</source>
            <translation>API Key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Add a key</source>
            <translation>添加密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Add key</source>
            <translation>添加密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Enter a key</source>
            <translation>请输入密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>For example work</source>
            <translation>例如：工作</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Label</source>
            <translation>备注名</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Paste a key</source>
            <translation>粘贴密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_key.py" />
            <source>Sealed on this computer</source>
            <translation>在本机加密保存</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Adding…</source>
            <translation>正在添加…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Base URL</source>
            <translation>Base URL</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Choose a service</source>
            <translation>选择服务</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Connected in {time}, {model} answered</source>
            <translation>连接成功，用时 {time}，{model} 已应答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Enter a name</source>
            <translation>请输入名称</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Enter the address of the service</source>
            <translation>请输入服务地址</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Get a key</source>
            <translation>获取密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Sealed with AES-256-GCM on this computer.</source>
            <translation>在本机以 AES-256-GCM 加密保存。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Service</source>
            <translation>服务</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Test</source>
            <translation>测试</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/add_provider.py" />
            <source>Testing…</source>
            <translation>正在测试…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/base.py" />
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/base.py" />
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/base.py" />
            <source>Discard</source>
            <translation>放弃</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/base.py" />
            <source>Discard what you entered?</source>
            <translation>放弃已输入的内容？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/base.py" />
            <source>It is not saved yet.</source>
            <translation>内容尚未保存。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/base.py" />
            <source>Stay</source>
            <translation>留在此页</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Account</source>
            <translation>账号</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Account pool</source>
            <translation>账号池</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Amux does not speak {detail}.</source>
            <translation>Amux 不支持 {detail}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Amux has no such rule ({detail}).</source>
            <translation>Amux 没有这种规则（{detail}）。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Chat preset</source>
            <translation>对话预设</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Coding tool</source>
            <translation>编程工具</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Conversation</source>
            <translation>对话</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Header</source>
            <translation>请求头</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>It belongs to the coding tool and stays there.</source>
            <translation>它属于编程工具本身，保留在原处。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>It has no usable address.</source>
            <translation>它没有可用的地址。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>It is too easy to guess. Create a token in Amux.</source>
            <translation>它太容易被猜到。请在 Amux 中新建令牌。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>It names {detail}, which is not in the file or was left out.</source>
            <translation>它指向 {detail}，但文件中没有，或未被导入。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>It signs in with an account. Sign in again in Amux.</source>
            <translation>它使用账号登录。请在 Amux 中重新登录。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>New</source>
            <comment>import</comment>
            <translation>新增</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>New name</source>
            <translation>改名</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Outgoing proxy</source>
            <translation>出站代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Price</source>
            <translation>价格</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Provider</source>
            <translation>供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Proxy</source>
            <translation>代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Replaces</source>
            <translation>替换</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Setting</source>
            <translation>设置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Stays as here</source>
            <translation>保持现状</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Stays behind</source>
            <translation>未导入</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>The environment variable {detail} is not set here. Add the key later.</source>
            <translation>此处未设置环境变量 {detail}。请稍后添加密钥。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>The key is only a placeholder. Add the real one later.</source>
            <translation>该密钥只是占位符。请稍后添加真实密钥。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>The same</source>
            <translation>相同</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>The value of {detail} comes from each request.</source>
            <translation>{detail} 的值来自每个请求。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>Token</source>
            <translation>令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/change_list.py" />
            <source>{name} as {new_name}</source>
            <translation>{name}，改名为 {new_name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>Picture saved</source>
            <translation>图片已保存</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>Save picture</source>
            <translation>保存图片</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>Save picture…</source>
            <translation>保存图片…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>Show everything</source>
            <translation>显示全部</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>The picture could not be written to {path}</source>
            <translation>无法将图片写入 {path}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>The wheel zooms, dragging moves, the arrow keys read one slot after the other.</source>
            <translation>滚轮缩放，拖动平移，方向键逐格读数。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>Zoom in</source>
            <translation>放大</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>Zoom out</source>
            <translation>缩小</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chart_explorer.py" />
            <source>{begin} to {end}</source>
            <translation>{begin} 至 {end}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_compare.py" />
            <source>Add a model</source>
            <translation>添加模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_compare.py" />
            <source>Choose a model in every row</source>
            <translation>请为每一行选择模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_compare.py" />
            <source>Compare</source>
            <translation>对比</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_compare.py" />
            <source>Compare models</source>
            <translation>对比模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_compare.py" />
            <source>Compare no more</source>
            <translation>结束对比</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_compare.py" />
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_compare.py" />
            <source>Your next messages go to all of these. Their answers stand side by side, with time and price.</source>
            <translation>接下来的消息会同时发给这些模型。回答并排显示，并附耗时和费用。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>0 is the most predictable, 2 the most varied</source>
            <translation>0 最稳定，2 最多变</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Apply</source>
            <translation>应用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Choose a preset</source>
            <translation>选择预设</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Concise</source>
            <translation>简洁</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Delete this preset</source>
            <translation>删除此预设</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Editor</source>
            <translation>编辑</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Enter a number from 0 to 2</source>
            <translation>请输入 0 到 2 之间的数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Enter a whole number</source>
            <translation>请输入整数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>For example: You answer as a patient teacher.</source>
            <translation>例如：你是一位耐心的老师。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>High</source>
            <translation>高</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>In tokens</source>
            <translation>单位为 Token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Longest answer</source>
            <translation>回答最大长度</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Low</source>
            <translation>低</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Medium</source>
            <translation>中</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Model default</source>
            <translation>模型默认</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Off</source>
            <comment>reasoning</comment>
            <translation>关闭</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Preset</source>
            <translation>预设</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Reasoning</source>
            <translation>推理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Save as preset</source>
            <translation>存为预设</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Save as preset…</source>
            <translation>存为预设…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Show the answer while it is written</source>
            <translation>边生成边显示回答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Software engineer</source>
            <translation>软件工程师</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Store the text in this preset</source>
            <translation>把当前内容存入此预设</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>System prompt</source>
            <translation>系统提示词</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>System prompt and parameters</source>
            <translation>系统提示词和参数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Temperature</source>
            <translation>温度</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>Translator</source>
            <translation>翻译</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/chat_options.py" />
            <source>{name} was saved</source>
            <translation>已保存 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/conflict_choice.py" />
            <source>Keep both</source>
            <translation>两者都保留</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/conflict_choice.py" />
            <source>Keep mine</source>
            <translation>保留现有</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/conflict_choice.py" />
            <source>Replace mine</source>
            <translation>替换现有</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/conflict_choice.py" />
            <source>Where something is here already</source>
            <translation>已存在同名项时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Choose what to export</source>
            <translation>请选择要导出的内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Code Switch: providers and mappings</source>
            <translation>Code Switch：供应商与映射</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Conversations</source>
            <translation>对话</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Export to a file</source>
            <translation>导出到文件</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Exported</source>
            <translation>已导出</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Exporting…</source>
            <translation>正在导出…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>OAuth accounts</source>
            <translation>OAuth 账号</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Providers with their API keys</source>
            <translation>供应商及其 API Key</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Proxies</source>
            <translation>代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>The file holds your keys, encrypted with the passphrase. Request logs are not in it.</source>
            <translation>文件包含你的密钥，用口令加密。请求日志不在其中。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>Tokens (as fingerprints; apps keep working)</source>
            <translation>令牌（仅指纹，应用可继续使用）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/export_data.py" />
            <source>{path}, {size}</source>
            <translation>{path}，{size}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>A conversation stays with the target that answered it</source>
            <translation>同一会话始终由回答过它的目标处理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Add fallback</source>
            <translation>添加备用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>By weight</source>
            <translation>按权重</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Each request goes to one of them by weight; if that one fails, to another.</source>
            <translation>每个请求按权重分给其中一个；失败时再换另一个。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Fallback chain</source>
            <translation>备用顺序</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Fallback {place}</source>
            <translation>备用 {place}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>If the provider fails, the next one answers. The app sees one reply.</source>
            <translation>供应商出错时由下一个接替，应用只会看到一个回复。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>In order</source>
            <translation>按顺序</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Move: drag, or press Up or Down</source>
            <translation>移动：拖动，或按上下方向键</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Order of the targets</source>
            <translation>目标的顺序</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Remove the fallback</source>
            <translation>移除备用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>Rules and weight…</source>
            <translation>规则与权重…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>mapped model</source>
            <translation>映射后的模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>not used</source>
            <translation>未启用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/fallback_rows.py" />
            <source>{share} of the requests</source>
            <translation>{share} 的请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_changes.py" />
            <source>{file} (new)</source>
            <translation>{file}（新建）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_changes.py" />
            <source>{file} (removed)</source>
            <translation>{file}（移除）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>Every text that was there before a change is kept, sealed. After putting one back, {tool} still goes through Amux.</source>
            <translation>每次改动前的内容都会加密保留。恢复某个版本后，{tool} 仍然经由 Amux。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>Every text that was there before a change is kept, sealed. Putting one back keeps the present one too.</source>
            <translation>每次改动前的内容都会加密保留。恢复某个版本时，当前内容也会保留。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>Put this version back</source>
            <translation>恢复此版本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>That did not work</source>
            <translation>操作未成功</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>The version is back in its place</source>
            <translation>该版本已恢复</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>This is the text that is there now.</source>
            <translation>这就是当前的内容。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>Versions of the settings of {tool}</source>
            <translation>{tool} 设置的版本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>your text before Amux changed it</source>
            <translation>Amux 改动前的内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>your text before a version was put back</source>
            <translation>恢复版本前的内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>your text when Amux was switched off</source>
            <translation>停止接管时的内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/file_history.py" />
            <source>{when} · {file} · {why} ({size})</source>
            <translation>{when} · {file} · {why}（{size}）</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>%n API key(s) found. Their values are sealed on this computer and never shown.</source>
            <translation>
                <numerusform>找到 %n 个 API Key。其内容会加密保存在本机，绝不显示。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>%n thing(s) imported</source>
            <translation>
                <numerusform>已导入 %n 项</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Configuration to import</source>
            <translation>要导入的配置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Everything is here already.</source>
            <translation>所有内容都已存在。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>From {tool}</source>
            <translation>来自 {tool}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Import</source>
            <translation>导入</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Import from another tool</source>
            <translation>从其他工具导入</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Importing…</source>
            <translation>正在导入…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Not found at its usual place. Choose its file.</source>
            <translation>在常用位置未找到。请选择其文件。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Nothing was changed</source>
            <translation>没有任何更改</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>There is nothing in it that Amux can use.</source>
            <translation>其中没有 Amux 可用的内容。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>Tool</source>
            <translation>工具</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_config.py" />
            <source>found</source>
            <translation>已找到</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_data.py" />
            <source>Enter a passphrase</source>
            <translation>请输入口令</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_data.py" />
            <source>Import {name}</source>
            <translation>导入 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_data.py" />
            <source>Passphrase of the file</source>
            <translation>文件的口令</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_data.py" />
            <source>Reading…</source>
            <translation>正在读取…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_data.py" />
            <source>Show what changes</source>
            <translation>查看将要进行的更改</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/import_data.py" />
            <source>Written by Amux {version} on {date}.</source>
            <translation>由 Amux {version} 于 {date} 导出。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>A web page or another program asks Amux to add this. Nothing has been stored.</source>
            <translation>有网页或其他程序请求 Amux 添加以下内容。尚未保存任何东西。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>Add the provider of this link?</source>
            <translation>添加此链接中的供应商？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>Amux does not know who runs {host}. Add it only if you trust them with what you ask.</source>
            <translation>Amux 不知道 {host} 由谁运营。仅当你放心把提问内容交给对方时才添加。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>Look twice</source>
            <translation>请仔细核对</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>The host has letters that can look like others. It is shown as {host}.</source>
            <translation>该主机名含有容易混淆的字符，其真实形式为 {host}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>The key and everything you ask would travel unencrypted.</source>
            <translation>密钥和你的所有提问都将以明文传输。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>The provider was not added</source>
            <translation>未能添加供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>none; add one afterwards</source>
            <translation>无；可稍后添加</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>{host} is not an address of {service} itself.</source>
            <translation>{host} 不是 {service} 自己的地址。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>{host} is on this computer or in your own network.</source>
            <translation>{host} 位于本机或你的内部网络。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>{models} and {count} more</source>
            <translation>{models}，另有 {count} 个</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/link_proposal.py" />
            <source>{name} was added</source>
            <translation>已添加 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>A row needs both names</source>
            <translation>每一行都需要两个名称</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Add mapping</source>
            <translation>添加映射</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Any other name</source>
            <translation>其他名称</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Choose a model</source>
            <translation>选择模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Model mapping</source>
            <translation>模型映射</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Names are matched top to bottom; * matches any part of a name.</source>
            <translation>从上到下依次匹配，* 匹配名称的任意部分。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Pass the name through</source>
            <translation>原样传递名称</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>Remove the mapping</source>
            <translation>移除映射</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>When an app asks for</source>
            <translation>应用请求的模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>use</source>
            <comment>mapping</comment>
            <translation>实际使用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>{name} is mapped twice</source>
            <translation>{name} 重复映射</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/mapping_rows.py" />
            <source>{name} is never reached, because * above matches everything</source>
            <translation>上方的 * 已匹配所有名称，{name} 不会生效</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/passphrase.py" />
            <source>At least {count} characters. Without it nothing can be opened again.</source>
            <translation>至少 {count} 个字符。忘记口令将无法再打开。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/passphrase.py" />
            <source>Passphrase</source>
            <translation>口令</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/passphrase.py" />
            <source>Repeat the passphrase</source>
            <translation>再次输入口令</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/passphrase.py" />
            <source>The two are not the same</source>
            <translation>两次输入不一致</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/passphrase.py" />
            <source>Use {count} characters or more</source>
            <translation>请使用至少 {count} 个字符</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/passphrase.py" />
            <source>Working…</source>
            <translation>正在处理…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>% left</source>
            <comment>quota</comment>
            <translation>% 剩余</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>A conversation stays on its account</source>
            <translation>同一对话固定使用一个账号</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Accounts with less quota left come after the others; 0 uses every account up.</source>
            <translation>剩余额度更少的账号排在其他账号之后；0 表示用完为止。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>An account of weight 2 takes twice the load of one of weight 1.</source>
            <translation>权重为 2 的账号承担权重为 1 的两倍请求。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Each in turn, heavier ones more often.</source>
            <translation>依次轮流，权重大的次数更多。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Enter whole numbers</source>
            <translation>请输入整数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Keeps the vendor's prompt cache warm; forgotten after so many minutes without a request.</source>
            <translation>让厂商的提示词缓存保持有效；超过设定分钟数没有请求就不再固定。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Minutes without a request</source>
            <translation>无请求的分钟数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Pick the next account by</source>
            <translation>选择下一个账号的方式</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Spare an account at</source>
            <translation>额度低于此值时少用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>The heaviest first, until it is nearly used up; then the next.</source>
            <translation>先用权重最大的，快用完时再用下一个。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Weight of {name}</source>
            <translation>{name} 的权重</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Weights</source>
            <translation>权重</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Whoever has most left of the window that runs out first.</source>
            <translation>最先用完的窗口剩余最多者优先。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>Whoever served fewest requests for its weight.</source>
            <translation>按权重计请求最少者优先。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>min</source>
            <comment>minutes</comment>
            <translation>分钟</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/pool_settings.py" />
            <source>{vendor} account pool</source>
            <translation>{vendor} 账号池</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Add a price for long prompts</source>
            <translation>添加长提示词价格</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Add price</source>
            <translation>添加价格</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>All providers</source>
            <translation>全部供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>An exact name, or a pattern with * for any part of it.</source>
            <translation>完整名称，或用 * 代替任意部分的通配写法。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Answered by</source>
            <translation>应答方</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>As input</source>
            <translation>与输入相同</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Change price</source>
            <translation>修改价格</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Currency</source>
            <translation>货币</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Enter a number of tokens</source>
            <translation>请输入 Token 数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Enter an amount such as 0.25</source>
            <translation>请输入金额，例如 0.25</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Enter the name of a model</source>
            <translation>请输入模型名称</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Input</source>
            <comment>price</comment>
            <translation>输入</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Output</source>
            <comment>price</comment>
            <translation>输出</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Per million tokens</source>
            <translation>每百万 Token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Prompts above</source>
            <translation>提示词超过</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Read from the cache</source>
            <translation>缓存读取</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Remove this price</source>
            <translation>移除此价格</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Saving…</source>
            <translation>正在保存…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>Written to the cache</source>
            <translation>缓存写入</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>You have a price for this model already. Change that one.</source>
            <translation>此模型已有自定价格，请修改那一条。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/price_form.py" />
            <source>tokens</source>
            <translation>Token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Accepts</source>
            <translation>接收格式</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Answers with</source>
            <translation>应答方</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Choose a provider</source>
            <translation>选择供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Choose who answers</source>
            <translation>请选择应答方</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Create</source>
            <translation>创建</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Edit proxy</source>
            <translation>编辑代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Enter a path</source>
            <translation>请输入路径</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Example for</source>
            <translation>示例</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>No provider behind this proxy is switched on</source>
            <translation>此代理背后没有启用的供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Path</source>
            <translation>路径</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Proxy is on</source>
            <translation>代理已启用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>These proxies would form a loop</source>
            <translation>这些代理会形成循环</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>This would form a loop</source>
            <translation>会形成循环</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Use it</source>
            <translation>使用方法</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>Variables</source>
            <comment>environment</comment>
            <translation>环境变量</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>{names} cannot answer: off or without a key</source>
            <translation>{names} 无法应答：未启用或没有密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/proxy_editor.py" />
            <source>{provider} answered in {time}</source>
            <translation>{provider} 已应答，用时 {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/qr_code.py" />
            <source>QR code of {url}</source>
            <translation>{url} 的二维码</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/qr_code.py" />
            <source>Scan the address</source>
            <translation>扫码打开地址</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/qr_code.py" />
            <source>The code holds the address only. An app on the phone still needs a token that may use the tunnel.</source>
            <translation>二维码只含地址。手机上的应用仍需一个允许使用隧道的令牌。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quit_tools.py" />
            <source>Give back and quit</source>
            <translation>恢复并退出</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quit_tools.py" />
            <source>Quit Amux?</source>
            <translation>退出 Amux？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quit_tools.py" />
            <source>Quit anyway</source>
            <translation>仍然退出</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quit_tools.py" />
            <source>{tools} cannot work while Amux does not run. Give back the original settings until the next start?</source>
            <translation>Amux 未运行时 {tools} 无法工作。是否在下次启动前恢复原来的设置？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>24 hours</source>
            <translation>24 小时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>30 days</source>
            <translation>30 天</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>7 days</source>
            <translation>7 天</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>At this pace used up {time}</source>
            <translation>按此速度将于 {time} 用完</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>Full, or its reset is not known</source>
            <translation>额度充足，或重置时间未知</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>Its line in the chart</source>
            <translation>图中的曲线</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>Lasts until its reset, {time}</source>
            <translation>可用到 {time} 重置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>No history yet</source>
            <translation>暂无历史</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>Nothing was used yet.</source>
            <translation>尚未使用。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>Period</source>
            <translation>时段</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>Quota of {name}</source>
            <translation>{name} 的额度</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>Used share of each window</source>
            <translation>各窗口已用比例</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>{name}: {share} used</source>
            <translation>{name}：已用 {share}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/quota_history.py" />
            <source>{share} left</source>
            <translation>剩余 {share}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/rename.py" />
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Answer now</source>
            <translation>本次应答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Answer then</source>
            <translation>当时的应答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>As the target maps it</source>
            <translation>由目标映射决定</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Raw</source>
            <translation>原文</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Send</source>
            <translation>发送</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Send again</source>
            <translation>重新发送</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Send to</source>
            <translation>发送到</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Sending…</source>
            <translation>正在发送…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Show as</source>
            <translation>显示方式</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Text</source>
            <comment>form of an answer</comment>
            <translation>文本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>The answer was not kept.</source>
            <translation>当时的回答没有保留。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>Where it went before</source>
            <translation>原来的去向</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>not sent yet</source>
            <translation>尚未发送</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/replay.py" />
            <source>{provider}, {model} · {time} · {input} in, {output} out · {cost}</source>
            <translation>{provider}，{model} · {time} · 输入 {input}，输出 {output} · {cost}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>All data was deleted</source>
            <translation>所有数据已删除</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Confirmation</source>
            <translation>确认</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Delete all data</source>
            <translation>删除所有数据</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Delete all data?</source>
            <translation>删除所有数据？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Delete anyway</source>
            <translation>仍然删除</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Deleting…</source>
            <translation>正在删除…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Nothing was deleted</source>
            <translation>未删除任何内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Providers, keys, proxies, tokens, accounts, conversations, logs and backups are deleted. Coding tools get their own settings back first. There is no way back; export first if you may want it again.</source>
            <translation>供应商、密钥、代理、令牌、账号、对话、日志和备份都会被删除。编程工具会先恢复自己的设置。此操作无法撤销；如果以后可能还需要，请先导出。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>Type “{word}” to go on</source>
            <translation>输入“{word}”以继续</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/reset_data.py" />
            <source>delete</source>
            <comment>typed to confirm</comment>
            <translation>删除</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/dialogs/stop_proxy.py" />
            <source>%n request(s) are running.</source>
            <translation>
                <numerusform>有 %n 个请求正在进行。</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/stop_proxy.py" />
            <source>Stop now</source>
            <translation>立即停止</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/stop_proxy.py" />
            <source>Stop the proxy?</source>
            <translation>停止代理？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/stop_proxy.py" />
            <source>Stop when they finish</source>
            <translation>完成后停止</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>%n rule(s)</source>
            <translation>
                <numerusform>%n 条规则</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>A target of weight 2 gets twice the requests of one of weight 1.</source>
            <translation>权重为 2 的目标得到的请求是权重为 1 的两倍。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Asked for one of these models</source>
            <translation>请求的模型属于</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>By the app's x-amux-tier header or service_tier. None means any.</source>
            <translation>取自应用的 x-amux-tier 请求头或 service_tier。不选表示不限。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Does not matter</source>
            <translation>不限</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Images</source>
            <translation>图片</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>It is above the other, so no request could come here</source>
            <translation>下限高于上限，不会有请求到这里</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Names, or patterns with *; separated by commas.</source>
            <translation>模型名，或带 * 的通配；用逗号分隔。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>None means after any failure.</source>
            <translation>不选表示任何失败后都接手。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Only requests with images</source>
            <translation>仅带图片的请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Only requests with tools</source>
            <translation>仅带工具的请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Only without images</source>
            <translation>仅不带图片的请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Only without tools</source>
            <translation>仅不带工具的请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Prompt from</source>
            <translation>提示词下限</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Prompt of at least (tokens)</source>
            <translation>提示词至少（Token）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Prompt of at most (tokens)</source>
            <translation>提示词至多（Token）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Prompt up to</source>
            <translation>提示词上限</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Service class</source>
            <translation>服务等级</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Takes over only if the one before</source>
            <translation>仅当前一个目标出现以下情况时接手</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Tools</source>
            <translation>工具</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Use a whole number, 0 or more</source>
            <translation>请输入不小于 0 的整数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Use a whole number, 1 or more</source>
            <translation>请输入不小于 1 的整数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Use this target</source>
            <translation>启用此目标</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>Weight</source>
            <translation>权重</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>When {name} answers</source>
            <translation>何时由 {name} 回答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>cannot be reached</source>
            <translation>无法连接</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>economy</source>
            <translation>经济</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>from {count} tokens</source>
            <translation>从 {count} Token 起</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>only if: {failures}</source>
            <translation>仅在{failures}时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>overloaded or broken (5xx)</source>
            <translation>过载或出错（5xx）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>premium</source>
            <translation>高级</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>rate limited</source>
            <translation>被限流</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>standard</source>
            <translation>标准</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>the answer breaks off</source>
            <translation>回答中断</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>the key is refused</source>
            <translation>密钥被拒绝</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>the model does not exist there</source>
            <translation>那里没有该模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>the quota is used up</source>
            <translation>额度已用完</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>timed out</source>
            <translation>超时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>up to {count} tokens</source>
            <translation>至多 {count} Token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>with images</source>
            <translation>带图片</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>with tools</source>
            <translation>带工具</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>without images</source>
            <translation>不带图片</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/target_rules.py" />
            <source>without tools</source>
            <translation>不带工具</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Budget per day</source>
            <translation>每日预算</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Budget per month</source>
            <translation>每月预算</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Chosen proxies</source>
            <translation>指定代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Create token</source>
            <translation>创建令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Enter a number</source>
            <translation>请输入数字</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Everything</source>
            <translation>全部</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Expires</source>
            <translation>有效期</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>For example Cherry Studio</source>
            <translation>例如：Cherry Studio</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>In 30 days</source>
            <translation>30 天后</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>In 7 days</source>
            <translation>7 天后</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>In 90 days</source>
            <translation>90 天后</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>In a year</source>
            <translation>一年后</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Limits of {name}</source>
            <translation>{name} 的限制</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>May be used through the tunnel, from the internet</source>
            <translation>可通过隧道从互联网使用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>May use</source>
            <translation>可访问</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Never</source>
            <translation>永久有效</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>No limit</source>
            <translation>不限</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>Requests per minute</source>
            <translation>每分钟请求数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_form.py" />
            <source>US dollars</source>
            <translation>美元</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>Amux keeps a fingerprint of it, not the token. Lost it? Make a new one.</source>
            <translation>Amux 只保存令牌的指纹，不保存令牌本身。丢失后请重新创建。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>I saved it</source>
            <translation>我已保存</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>This is the only time the full token is shown</source>
            <translation>完整令牌只显示这一次</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>Try it</source>
            <translation>试一试</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/token_once.py" />
            <source>“{name}” is ready</source>
            <translation>“{name}”已就绪</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>A name of a domain in your account. Amux adds the DNS record for it.</source>
            <translation>你账户中某个域名下的名称，Amux 会为它添加 DNS 记录。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>All proxies, new ones too</source>
            <translation>全部代理，包括以后新建的</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Asking Cloudflare…</source>
            <translation>正在联系 Cloudflare…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Cloudflare API token</source>
            <translation>Cloudflare API 令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Coding tool {name}</source>
            <translation>编程工具 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Every model of every provider (/v1)</source>
            <translation>所有供应商的所有模型（/v1）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Everything else answers 404 there. A token's own scope holds too.</source>
            <translation>其余路径在隧道上一律返回 404。令牌自身的范围同样有效。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>In the tunnel's settings at Cloudflare, let its public hostname lead to {address}.</source>
            <translation>请在 Cloudflare 的隧道设置中，将其公共主机名指向 {address}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Provider {name}</source>
            <translation>供应商 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Proxy {name}</source>
            <translation>代理 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Replace the record that is there</source>
            <translation>替换现有的记录</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Set up tunnel</source>
            <translation>设置隧道</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Shown and copied, nothing else.</source>
            <translation>仅用于显示和复制。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Stored; enter another one to replace it</source>
            <translation>已保存；输入新的令牌即可替换</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>The token, or the whole install command. Stored sealed.</source>
            <translation>令牌本身，或整条安装命令。加密保存。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Token of the tunnel</source>
            <translation>隧道令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Tunnel by its token</source>
            <translation>凭令牌使用已有的隧道</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>Tunnel with your Cloudflare domain</source>
            <translation>使用你的 Cloudflare 域名的隧道</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>What the tunnel leads to</source>
            <translation>隧道开放的内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/tunnel_setup.py" />
            <source>With Account &gt; Cloudflare Tunnel &gt; Edit and Zone &gt; DNS &gt; Edit. Stored sealed.</source>
            <translation>需要“账户 &gt; Cloudflare Tunnel &gt; 编辑”和“区域 &gt; DNS &gt; 编辑”权限。加密保存。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/unsaved.py" />
            <source>Save your changes?</source>
            <translation>保存更改？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/dialogs/unsaved.py" />
            <source>What you changed here is not saved yet.</source>
            <translation>这里的更改尚未保存。</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/formats.py" />
            <source>%n day(s) ago</source>
            <translation>
                <numerusform>%n 天前</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/formats.py" />
            <source>%n hour(s) ago</source>
            <translation>
                <numerusform>%n 小时前</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/formats.py" />
            <source>%n minute(s) ago</source>
            <translation>
                <numerusform>%n 分钟前</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/formats.py" />
            <source>%n month(s) ago</source>
            <translation>
                <numerusform>%n 个月前</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/formats.py" />
            <source>just now</source>
            <translation>刚刚</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/formats.py" />
            <source>never</source>
            <translation>从未</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/gallery.py" />
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/gallery.py" />
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/gallery.py" />
            <source>Search…</source>
            <translation>搜索…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>Amux Desktop</source>
            <translation>Amux Desktop</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>Amux Desktop – Proxy stopped</source>
            <translation>Amux Desktop – 代理已停止</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>Amux keeps running</source>
            <translation>Amux 仍在运行</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>Amux {version} is out</source>
            <translation>Amux {version} 已发布</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>The link was refused</source>
            <translation>链接已被拒绝</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>This desktop has no tray, so the window is minimised. Press Ctrl+Q to quit.</source>
            <translation>此桌面没有托盘，窗口已最小化。按 Ctrl+Q 退出。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>What is new</source>
            <translation>更新内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>{page}, {count} failed</source>
            <translation>{page}，{count} 个失败</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/main_window.py" />
            <source>{page}, {count} on</source>
            <translation>{page}，{count} 个已启用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>A passphrase is needed: set AMUX_PASSPHRASE_FILE to a file that holds it.</source>
            <translation>需要口令：请将 AMUX_PASSPHRASE_FILE 设为保存口令的文件。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>A stored secret of {table} cannot be decrypted. Enter it again.</source>
            <translation>{table} 中保存的密钥无法解密，请重新输入。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Amux cannot import from {source}. Known are: {known}.</source>
            <translation>Amux 无法从 {source} 导入。支持：{known}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Amux does not run here.</source>
            <translation>这里没有正在运行的 Amux。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Amux is already running (process {pid}, {mode}).</source>
            <translation>Amux 已在运行（进程 {pid}，{mode}）。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Amux keeps backups of its built-in database only. Back up yours with the tools of its server.</source>
            <translation>Amux 只备份自带的数据库。请用你的数据库服务器自己的工具备份。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>An answer is still being written in this conversation. Stop it or wait for it.</source>
            <translation>此对话中还有回答正在生成。请停止它或等它完成。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Another Amux process keeps {path} locked. Wait a moment or quit that process.</source>
            <translation>另一个 Amux 进程锁定了 {path}。请稍候或退出该进程。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Apps need not present a token now, so the tunnel does not start.</source>
            <translation>目前应用无需提供令牌，因此隧道不会启动。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>At most {most} files can be sent with one message.</source>
            <translation>一条消息最多可附 {most} 个文件。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>At most {most} models can be compared at once.</source>
            <translation>一次最多对比 {most} 个模型。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Choose a provider for {tool} first.</source>
            <translation>请先为 {tool} 选择供应商。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Choose the address of the tunnel first.</source>
            <translation>请先选择隧道的地址。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Choose what to talk to: a provider or a proxy.</source>
            <translation>请选择对话对象：供应商或代理。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Cloudflare cannot be asked now: {reason}. Try again in a moment.</source>
            <translation>暂时无法联系 Cloudflare：{reason}。请稍后重试。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Cloudflare does not accept the token of the tunnel: {reason}.</source>
            <translation>Cloudflare 不接受该隧道令牌：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Cloudflare does not know this API token, or it has expired. Create one with the permissions Account &gt; Cloudflare Tunnel &gt; Edit and Zone &gt; DNS &gt; Edit.</source>
            <translation>Cloudflare 不认识该 API 令牌，或它已过期。请创建一个具有“账户 &gt; Cloudflare Tunnel &gt; 编辑”和“区域 &gt; DNS &gt; 编辑”权限的令牌。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Cloudflare gives this computer no address now, because it asked too often. Try again in {minutes} minutes.</source>
            <translation>请求过于频繁，Cloudflare 暂不为本机分配地址。请在 {minutes} 分钟后重试。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Cloudflare refused: {reason}.</source>
            <translation>Cloudflare 拒绝了请求：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Cloudflare was asked too often. Try again in some minutes.</source>
            <translation>对 Cloudflare 的请求过于频繁，请过几分钟再试。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Give an API token of your Cloudflare account first.</source>
            <translation>请先提供你的 Cloudflare 账户的 API 令牌。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>No API token may be used through the tunnel.</source>
            <translation>没有可通过隧道使用的 API 令牌。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>No configuration of {name} was found ({files}). Choose its file.</source>
            <translation>未找到 {name} 的配置（{files}）。请选择其文件。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>No enabled provider offers the model {model}.</source>
            <translation>没有启用的供应商提供模型 {model}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>None of the domains that the Cloudflare API token may see holds {hostname}.</source>
            <translation>该 Cloudflare API 令牌可见的域名都不包含 {hostname}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Nothing answers on {address}. Start the proxy first.</source>
            <translation>{address} 上没有响应，请先启动代理。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Other computers can reach the proxy on {host}, so apps must present a token. Listen on 127.0.0.1 to do without.</source>
            <translation>其他电脑可以通过 {host} 访问代理，因此应用必须出示令牌。若不需要，请改为监听 127.0.0.1。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Port {port} on {host} is already in use{holder}. Choose another port or quit that program.</source>
            <translation>{host} 的端口 {port} 已被占用{holder}。请换一个端口或退出该程序。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Port {port} on {host} may not be used by this account. Choose one above 1023.</source>
            <translation>此账户不能使用 {host} 的端口 {port}，请选择大于 1023 的端口。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Port {port}, which the vendor sends the browser back to, is used by another program. Quit it, or sign in and paste the address of the last page.</source>
            <translation>厂商让浏览器返回的端口 {port} 已被其他程序占用。请退出该程序，或登录后粘贴最后一个页面的地址。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Request {id} cannot be sent again: {reason}.</source>
            <translation>无法重新发送请求 {id}：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Something went wrong inside Amux ({detail}). The log file has the details.</source>
            <translation>Amux 内部出错（{detail}），详情见日志文件。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token is missing or not valid.</source>
            <translation>API 令牌缺失或无效。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token {name} has expired.</source>
            <translation>API 令牌 {name} 已过期。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token {name} is disabled.</source>
            <translation>API 令牌 {name} 已停用。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token {name} may not be used through the tunnel.</source>
            <translation>API 令牌 {name} 不能通过隧道使用。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token {name} may not use the model {model}. Widen its models or use another token.</source>
            <translation>API 令牌 {name} 不能使用模型 {model}。请放宽其模型限制或换用其他令牌。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The API token {name} may not use {route}. Widen its scope or use another token.</source>
            <translation>API 令牌 {name} 不能使用 {route}。请扩大其范围或换用其他令牌。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The Cloudflare API token lacks a permission: {permission}.</source>
            <translation>该 Cloudflare API 令牌缺少权限：{permission}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The Cloudflare API token may see no domain. Give it Zone &gt; DNS &gt; Edit for one.</source>
            <translation>该 Cloudflare API 令牌看不到任何域名。请为其授予某个域名的“区域 &gt; DNS &gt; 编辑”权限。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The address holds no sign-in code. Copy the whole address from the browser.</source>
            <translation>地址中没有登录代码。请从浏览器复制完整地址。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The archive cannot be imported: its proxy {name} sends requests to {ref}, which is neither in the archive nor here. Export both together.</source>
            <translation>无法导入该归档：其中的代理 {name} 把请求发往 {ref}，而它既不在归档里，也不在本机。请把两者一起导出。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The archive was made by a newer version of Amux (format {version}).</source>
            <translation>该归档由更新版本的 Amux 创建（格式 {version}）。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The backup {path} is not a usable Amux database: {reason}.</source>
            <translation>备份 {path} 不是可用的 Amux 数据库：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The budget of the API token {name} for this {period} ({limit}) is used up.</source>
            <translation>API 令牌 {name} 本周期（{period}）的预算 {limit} 已用完。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The data folder {path} cannot be written ({reason}). Fix its permissions or set AMUX_HOME to another folder.</source>
            <translation>无法写入数据文件夹 {path}（{reason}）。请修正权限，或将 AMUX_HOME 设为其他文件夹。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database URL is not valid: {reason}.</source>
            <translation>数据库地址无效：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database cannot be opened: {reason}.</source>
            <translation>无法打开数据库：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database could not be brought up to date ({reason}). Nothing was changed; the copy made before is {backup}.</source>
            <translation>数据库升级失败（{reason}）。没有任何更改，升级前的副本位于 {backup}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database is kept busy by another process. Try again in a moment.</source>
            <translation>数据库正被另一个进程占用，请稍后再试。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database was damaged ({reason}). It was moved to {quarantine}; {outcome}.</source>
            <translation>数据库已损坏（{reason}），已移至 {quarantine}；{outcome}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The database {path} was written by a newer version of Amux. Install that version or restore a backup from {backups}.</source>
            <translation>数据库 {path} 由更新版本的 Amux 写入。请安装该版本，或从 {backups} 恢复备份。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The download of {name} is not what was released (its SHA-256 differs). It was deleted.</source>
            <translation>下载的 {name} 与发布的文件不一致（SHA-256 不同），已将其删除。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The file {name} that belongs to Amux is missing. Install Amux again.</source>
            <translation>缺少 Amux 的文件 {name}，请重新安装 Amux。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The file {path} cannot be read: {reason}.</source>
            <translation>无法读取文件 {path}：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The file {path} cannot be written: {reason}.</source>
            <translation>无法写入文件 {path}：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The host name {host} is not allowed. Use 127.0.0.1 or localhost, or add it in Settings.</source>
            <translation>不允许使用主机名 {host}。请使用 127.0.0.1 或 localhost，或在设置中添加。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The model did not answer: {reason}</source>
            <translation>模型没有回答：{reason}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The name {name} is already in use.</source>
            <translation>名称 {name} 已被使用。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The passphrase is too short. Use {minimum} characters or more.</source>
            <translation>口令太短，至少需要 {minimum} 个字符。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The passphrase is wrong.</source>
            <translation>口令不正确。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The path {slug} is already used by {name}.</source>
            <translation>路径 {slug} 已被 {name} 使用。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The path {slug} is not valid. Use up to 64 lower-case letters, digits, dots, dashes and underscores, and begin with a letter or digit.</source>
            <translation>路径 {slug} 无效。最多 64 个小写字母、数字、点、短横线和下划线，并以字母或数字开头。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The preset {name} comes with Amux and cannot be changed. Save it under another name.</source>
            <translation>预设 {name} 是 Amux 自带的，不能修改。请以其他名称保存。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The provider {name} is not open for passthrough. Switch its passthrough on.</source>
            <translation>供应商 {name} 未开放直通，请打开其直通开关。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The proxies would form a loop: {chain}.</source>
            <translation>代理会形成循环：{chain}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The proxy {name} has nothing to send requests to. Give it a provider or another proxy.</source>
            <translation>代理 {name} 没有应答方，请为它选择供应商或另一个代理。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The releases of Amux cannot be looked up now: {reason}.</source>
            <translation>目前无法查询 Amux 的新版本：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The running Amux did not take up the tunnel within {seconds} s.</source>
            <translation>正在运行的 Amux 在 {seconds} 秒内没有响应隧道请求。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The shared state URL is not valid: {reason}.</source>
            <translation>共享状态地址无效：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The shared state at {url} cannot be used: {reason}.</source>
            <translation>无法使用 {url} 的共享状态：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The sign-in to {vendor} has ended: {reason}. Sign in again.</source>
            <translation>{vendor} 的登录已失效：{reason}。请重新登录。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The sign-in to {vendor} took longer than five minutes. Start it again.</source>
            <translation>{vendor} 的登录超过五分钟，请重新开始。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The stored keys are locked ({reason}). Unlock the system keyring, then try again.</source>
            <translation>已保存的密钥处于锁定状态（{reason}）。请解锁系统钥匙串后重试。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The system entry {place} cannot be changed: {reason}.</source>
            <translation>无法更改系统项 {place}：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The system keyring did not answer within {seconds} seconds.</source>
            <translation>系统钥匙串在 {seconds} 秒内没有响应。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The tunnel cannot expose {route}. Known are: {known}.</source>
            <translation>隧道无法开放 {route}。可用的有：{known}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The tunnel does not exist at Cloudflare any more. Set it up again.</source>
            <translation>该隧道在 Cloudflare 上已不存在，请重新设置。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The tunnel is on, so apps must present a token. Stop the tunnel first.</source>
            <translation>隧道正在运行，应用必须提供令牌。请先停止隧道。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The tunnel is on. Stop it first.</source>
            <translation>隧道正在运行，请先停止。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The tunnel needs the program cloudflared, which is not installed.</source>
            <translation>隧道需要 cloudflared 程序，本机尚未安装。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The tunnel was not connected within {seconds} s: {reason}.</source>
            <translation>隧道在 {seconds} 秒内未能连接：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The tunnel would lead nowhere. Choose what it exposes.</source>
            <translation>隧道没有开放任何内容，请选择要开放的内容。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>The vault file {path} is damaged. Restore it from a backup or reset the stored keys.</source>
            <translation>密钥库文件 {path} 已损坏。请从备份恢复，或重置已保存的密钥。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>There is a vault already in {path}.</source>
            <translation>{path} 中已有密钥库。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>There is no adapter {adapter}: {reason}.</source>
            <translation>没有适配器 {adapter}：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>There is no coding tool {tool}. Known are: {known}.</source>
            <translation>没有名为 {tool} 的编程工具，已知的有：{known}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>There is no setting {key}.</source>
            <translation>没有名为 {key} 的设置。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>There is nothing under the path {slug}, or it is switched off.</source>
            <translation>路径 {slug} 下没有内容，或已停用。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This Amux knows no checksum of cloudflared {version} for {platform}, so it does not fetch it. Install cloudflared from Cloudflare, or name its file in Settings.</source>
            <translation>当前 Amux 没有 {platform} 平台 cloudflared {version} 的校验和，因此不会下载。请从 Cloudflare 安装 cloudflared，或在设置中指定其文件。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This answer belongs to no sign-in to {vendor} that Amux began. Start it again.</source>
            <translation>此回应不属于 Amux 发起的 {vendor} 登录，请重新开始。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This computer has no address {host} to listen on. Use 127.0.0.1 instead.</source>
            <translation>这台电脑没有地址 {host} 可供监听，请改用 127.0.0.1。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This computer offers no system keyring that Amux can use ({reason}).</source>
            <translation>这台电脑没有 Amux 可用的系统钥匙串（{reason}）。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This file has no accounts that Amux can read: {reason}.</source>
            <translation>此文件中没有 Amux 可读取的账号：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This is not a usable Amux archive: {reason}.</source>
            <translation>这不是可用的 Amux 归档：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This is not the token of a Cloudflare tunnel. Copy it, or the whole install command, from the tunnel's page at Cloudflare.</source>
            <translation>这不是 Cloudflare 隧道的令牌。请从 Cloudflare 的隧道页面复制令牌或整条安装命令。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This kind of tunnel needs the token that Cloudflare shows for it.</source>
            <translation>这种隧道需要 Cloudflare 页面上显示的隧道令牌。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This link was not followed: {reason}.</source>
            <translation>未打开此链接：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This sign-in is over. Start it again.</source>
            <translation>此登录已结束，请重新开始。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This sign-in to {vendor} is finished already.</source>
            <translation>此 {vendor} 登录已完成。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>This {kind} does not exist any more: {ref}.</source>
            <translation>该对象（{kind}）已不存在：{ref}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Version {version} has no package for this installation. See its release page.</source>
            <translation>版本 {version} 没有适用于此安装方式的安装包。请查看其发布页面。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Web pages of {origin} may not call Amux. Add the origin in Settings if you trust it.</source>
            <translation>{origin} 的网页不能调用 Amux。如果信任它，请在设置中添加该来源。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>What came as cloudflared {version} is not what Cloudflare published: its checksum is another one. Nothing was kept.</source>
            <translation>下载到的 cloudflared {version} 与 Cloudflare 发布的不一致：校验和不同。文件未保留。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>What is to be exported is too large for one archive ({size_mb} MB; {limit_mb} MB are possible). Leave the chats out.</source>
            <translation>要导出的内容太大，一个归档文件放不下（{size_mb} MB，上限 {limit_mb} MB）。请不要包含对话。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>Where this tunnel leads is set at Cloudflare, so its port must not change. Choose one in Settings, such as 9528.</source>
            <translation>这种隧道的去向在 Cloudflare 上设置，因此端口不能变化。请在设置中选择一个端口，例如 9528。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>cloudflared could not be fetched: {reason}.</source>
            <translation>无法下载 cloudflared：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>cloudflared ended after {seconds} s (code {exit_code}): {reason}.</source>
            <translation>cloudflared 在 {seconds} 秒后退出（代码 {exit_code}）：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{field} does not accept {value}. {reason}.</source>
            <translation>{field} 不接受 {value}。{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{field} must not be empty.</source>
            <translation>{field} 不能为空。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{hostname} is in use already: a DNS record ({type}) leads to {content}. It was left as it is.</source>
            <translation>{hostname} 已被使用：一条 DNS 记录（{type}）指向 {content}，未作改动。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{key} does not accept {value}. Allowed: {allowed}.</source>
            <translation>{key} 不接受 {value}。允许的值：{allowed}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{method} {path} is not an endpoint of this route. It answers {expected}.</source>
            <translation>{method} {path} 不是此路由的端点，它应答 {expected}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} allows {limit} requests a minute.</source>
            <translation>{name} 每分钟最多 {limit} 个请求。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} allows {limit} requests at once and that many are running.</source>
            <translation>{name} 最多同时处理 {limit} 个请求，现已达到上限。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} cannot be sent. Pictures (PNG, JPEG, GIF, WebP), PDF and text files can.</source>
            <translation>无法发送 {name}。可以发送图片（PNG、JPEG、GIF、WebP）、PDF 和文本文件。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} did not tell its balance: {reason}.</source>
            <translation>{name} 没有给出余额：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} gave no list of models: {reason}.</source>
            <translation>{name} 没有给出模型列表：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} is larger than {limit} MB, the most that can be sent.</source>
            <translation>{name} 超过了可发送的上限 {limit} MB。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{name} is still used by {references}. Change or remove those first.</source>
            <translation>{name} 仍被 {references} 使用，请先更改或移除它们。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{path} cannot be started: {reason}.</source>
            <translation>无法启动 {path}：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{path} is not the cloudflared that came with Amux: its checksum is another one.</source>
            <translation>{path} 不是 Amux 附带的 cloudflared：校验和不同。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{path} was just changed by another program. Look at it and try again; nothing was written.</source>
            <translation>{path} 刚被其他程序修改。请查看后重试，没有写入任何内容。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{path} was made for {found}, but this computer needs {wanted}.</source>
            <translation>{path} 适用于 {found}，而本机需要 {wanted}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{path} was not touched, because it does not parse: {reason} (line {line}, column {column}).</source>
            <translation>{path} 无法解析，因此未作改动：{reason}（第 {line} 行，第 {column} 列）。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{path} was not touched: {place} holds {found}, so our keys have no place there.</source>
            <translation>{path} 未作改动：{place} 是 {found}，无法写入我们的键。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{path} was not touched: {reason}.</source>
            <translation>{path} 未作改动：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{ref} fits {count} conversations. Give more of the id.</source>
            <translation>有 {count} 个对话符合 {ref}。请给出更长的 ID。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{tool} does not go through Amux. Switch it on first.</source>
            <translation>{tool} 没有经过 Amux，请先打开开关。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{tool} is not installed here, or its command {command} cannot be found.</source>
            <translation>这里没有安装 {tool}，或找不到命令 {command}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} cannot be asked now: {reason}. Try again in a moment.</source>
            <translation>暂时无法连接 {vendor}：{reason}。请稍后重试。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} did not accept the sign-in: {reason}</source>
            <translation>{vendor} 未接受登录：{reason}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} did not allow the sign-in: {reason}</source>
            <translation>{vendor} 拒绝了登录：{reason}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} did not say clearly whose account this is: {reason}.</source>
            <translation>{vendor} 未明确说明账号归属：{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} does not accept the OAuth client: {reason}</source>
            <translation>{vendor} 不接受此 OAuth 客户端：{reason}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} does not let this account in: {reason}</source>
            <translation>{vendor} 不允许此账号访问：{reason}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} needs the secret of an OAuth client. Set it in the account settings or in the environment variable {variable}.</source>
            <translation>{vendor} 需要 OAuth 客户端的密钥。请在账号设置或环境变量 {variable} 中设置。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/messages.py" />
            <source>{vendor} offers no sign-in with a code for this account. Use the browser.</source>
            <translation>{vendor} 不支持此账号使用代码登录，请使用浏览器。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/answer_events.py" />
            <source>At</source>
            <comment>time since the request began</comment>
            <translation>时刻</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/answer_events.py" />
            <source>Data</source>
            <translation>数据</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/answer_events.py" />
            <source>Event</source>
            <translation>事件</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/answer_events.py" />
            <source>Gap</source>
            <comment>time since the event before</comment>
            <translation>间隔</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/answer_events.py" />
            <source>No.</source>
            <comment>of an event</comment>
            <translation>序号</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/chart_table.py" />
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/conversations.py" />
            <source>Found</source>
            <translation>搜索结果</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/conversations.py" />
            <source>Last month</source>
            <translation>最近一个月</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/conversations.py" />
            <source>Last week</source>
            <translation>最近一周</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/conversations.py" />
            <source>Older</source>
            <translation>更早</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/conversations.py" />
            <source>Pinned</source>
            <translation>已置顶</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/conversations.py" />
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/conversations.py" />
            <source>Yesterday</source>
            <translation>昨天</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>%n attempt(s)</source>
            <translation>
                <numerusform>%n 次尝试</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>App</source>
            <translation>应用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Cost</source>
            <translation>费用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>First token</source>
            <translation>首字</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>In / out</source>
            <translation>输入 / 输出</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Live</source>
            <translation>实时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Token</source>
            <comment>access key</comment>
            <translation>令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>Total</source>
            <translation>总用时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>through the tunnel</source>
            <translation>经由隧道</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/logs.py" />
            <source>{time}, {status}, {app}, {source} answered by {target}, {duration}</source>
            <translation>{time}，{status}，{app}，{source} 由 {target} 应答，{duration}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>Above {limit} tokens: {input} in, {output} out</source>
            <translation>超过 {limit} Token：输入 {input}，输出 {output}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>An estimate: others quote it, the vendor's own page could not be read</source>
            <translation>估算：转引自第三方，未能读取厂商官方页面</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>At peak times {factor} times as much</source>
            <translation>高峰时段为 {factor} 倍</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>Cache: {read} read, {written} written</source>
            <translation>缓存：读取 {read}，写入 {written}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>Cached</source>
            <comment>price</comment>
            <translation>缓存</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>From {day}</source>
            <translation>自 {day} 起</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>Only for</source>
            <translation>仅限</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>Until {day}</source>
            <translation>至 {day} 止</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>Yours</source>
            <comment>price</comment>
            <translation>自定</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/prices.py" />
            <source>{url}, read on {day}</source>
            <translation>{url}，读取于 {day}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>Failing</source>
            <translation>出错</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>Key rejected</source>
            <translation>密钥被拒</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>No key</source>
            <translation>没有密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>No models</source>
            <translation>没有模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>Off</source>
            <comment>provider</comment>
            <translation>停用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>Rate limited</source>
            <translation>限流中</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/providers.py" />
            <source>ready</source>
            <translation>就绪</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Active</source>
            <translation>启用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Budget</source>
            <translation>预算</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Code Switch made this one</source>
            <translation>由 Code Switch 创建</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Last used</source>
            <translation>最近使用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>Requests</source>
            <translation>请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>active</source>
            <comment>token</comment>
            <translation>启用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>everything</source>
            <comment>scope of a token</comment>
            <translation>全部</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>nothing</source>
            <comment>scope of a token</comment>
            <translation>无</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>off</source>
            <comment>token</comment>
            <translation>停用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>{used} of {limit} this month</source>
            <translation>本月 {used} / {limit}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tokens.py" />
            <source>{used} of {limit} today</source>
            <translation>今日 {used} / {limit}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tunnel_access.py" />
            <source>From</source>
            <translation>来源</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tunnel_access.py" />
            <source>Request</source>
            <translation>请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tunnel_access.py" />
            <source>Time taken</source>
            <translation>耗时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/models/tunnel_access.py" />
            <source>no token</source>
            <translation>无令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Back</source>
            <translation>上一步</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Change the key</source>
            <translation>更换密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Continue</source>
            <translation>继续</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Continue anyway</source>
            <translation>仍然继续</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Done</source>
            <comment>step</comment>
            <translation>完成</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Not now</source>
            <translation>暂不</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Open the dashboard</source>
            <translation>打开仪表盘</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Point a tool</source>
            <translation>接入工具</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Skip setup</source>
            <translation>跳过设置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Test again</source>
            <translation>重新测试</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Test it</source>
            <translation>测试</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding.py" />
            <source>Test the key</source>
            <translation>测试密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>A real request, a few tokens long.</source>
            <translation>一次真实的请求，只用几个 Token。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Asking {name} a question</source>
            <translation>正在向 {name} 提问</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Key accepted</source>
            <translation>密钥有效</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Key rejected ({status})</source>
            <translation>密钥被拒绝（{status}）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>No answer</source>
            <translation>没有回答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Nothing was stored.</source>
            <translation>没有保存任何内容。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Proxy is listening</source>
            <translation>代理正在监听</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Proxy is stopped</source>
            <translation>代理已停止</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Start it from the sidebar when you need it.</source>
            <translation>需要时可在侧栏启动。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>The answer took the same way as every later request.</source>
            <translation>这次回答所走的路径与以后的请求完全相同。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>Waiting for {name}</source>
            <translation>正在等待 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>{model} answered in {time}</source>
            <translation>{model} 在 {time} 内作出回答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>{name} did not accept the key</source>
            <translation>{name} 不接受此密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>{name} did not answer</source>
            <translation>{name} 没有应答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_check.py" />
            <source>{name} works</source>
            <translation>{name} 工作正常</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>Coding tools on this computer</source>
            <translation>这台电脑上的编程工具</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>Every app presents a token of its own.</source>
            <translation>每个应用使用各自的令牌。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>Example</source>
            <translation>示例</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>Make a token for it</source>
            <translation>为它创建令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>Send {tool} through Amux</source>
            <translation>让 {tool} 经由 Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>Switch on</source>
            <translation>开启</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>The token stands in the examples</source>
            <translation>令牌已填入示例</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>These files change. The originals are kept.</source>
            <translation>以下文件会被修改，原文件会保留。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>What should use it?</source>
            <translation>要在哪里使用它？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>You see each change before it is made, and can take it back.</source>
            <translation>每项更改都会先给你看，也可以随时撤销。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>Your own program</source>
            <translation>你自己的程序</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_connect.py" />
            <source>{name} was not changed</source>
            <translation>{name} 未更改</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Closing the window keeps the proxy on</source>
            <translation>关闭窗口后代理继续运行</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Every page and action, by name</source>
            <translation>按名称查找所有页面和操作</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>It appears here as soon as it is answered.</source>
            <translation>收到回答后会立即显示在这里。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Point an app at Amux and it will be answered by {provider}.</source>
            <translation>把应用指向 Amux，就会由 {provider} 回答。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>See both sides of every request</source>
            <translation>查看每个请求两端的内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Send anonymous usage figures</source>
            <translation>发送匿名使用统计</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Start a new {tool} session and it will be answered by {provider}.</source>
            <translation>新开一个 {tool} 会话，就会由 {provider} 回答。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Stays in the tray</source>
            <translation>常驻托盘</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>The first request failed</source>
            <translation>首个请求失败</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>The first request was answered</source>
            <translation>首个请求已得到回答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Version, system, language, and which formats and tools are added. Never a key, a name, a question or an answer.</source>
            <translation>仅包含版本、系统、语言，以及添加了哪些格式和工具。绝不包含密钥、名称、提问或回答。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Waiting for the first request…</source>
            <translation>正在等待首个请求…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Watch Logs</source>
            <translation>查看日志</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>What is sent</source>
            <translation>发送哪些内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>You are set</source>
            <translation>一切就绪</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>Your app</source>
            <translation>你的应用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_done.py" />
            <source>{model}, {time}</source>
            <translation>{model}，{time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>Custom</source>
            <translation>自定义</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>Encrypted on this computer. Amux sends it only to this service.</source>
            <translation>在本机加密保存，Amux 只会把它发送给该服务。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>Encrypted on this computer. Amux sends it only to {host}.</source>
            <translation>在本机加密保存，Amux 只会把它发送给 {host}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>From {variable}</source>
            <translation>来自 {variable}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>Import from {tool}…</source>
            <translation>从 {tool} 导入…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>Pick a service and paste its API key. You can add more later.</source>
            <translation>选择一个服务并粘贴 API Key，之后还可以添加更多。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>Use the key in {variable}</source>
            <translation>使用 {variable} 中的密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/onboarding_key.py" />
            <source>Which account should answer?</source>
            <translation>由哪个账号来回答？</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>%n request(s), {tokens} tokens</source>
            <translation>
                <numerusform>%n 次请求，{tokens} 个 Token</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>5-hour window</source>
            <translation>5 小时窗口</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Being tried again</source>
            <translation>正在重试</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Checking</source>
            <translation>检查中</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Forbidden</source>
            <translation>已禁止</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Identity not checked</source>
            <translation>身份未验证</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>More actions</source>
            <translation>更多操作</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>More actions for {name}</source>
            <translation>{name} 的更多操作</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Next</source>
            <translation>下一个</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Quota history</source>
            <translation>额度历史</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Quota history of {name}</source>
            <translation>{name} 的额度历史</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Quota history…</source>
            <translation>额度历史…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Ready</source>
            <translation>就绪</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Refresh</source>
            <translation>刷新</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Refresh {name}</source>
            <translation>刷新 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Resting after failures</source>
            <translation>失败后暂停</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Set label…</source>
            <translation>设置标签…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Set weight…</source>
            <translation>设置权重…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Sign in again</source>
            <translation>重新登录</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Signed out</source>
            <translation>已退出登录</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Spared: little quota left</source>
            <translation>额度不足，暂缓使用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Switched off</source>
            <translation>已停用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>The quota is not known yet.</source>
            <translation>额度尚未知。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Week</source>
            <translation>每周</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>Weight {weight}</source>
            <translation>权重 {weight}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>resets in {hours} h {minutes} min</source>
            <translation>{hours} 小时 {minutes} 分钟后重置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>resets in {minutes} min</source>
            <translation>{minutes} 分钟后重置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>resets {time}</source>
            <translation>{time} 重置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{name} serves requests</source>
            <translation>{name} 处理请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{name}: {share} left</source>
            <translation>{name}：剩余 {share}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{reason} until {time}</source>
            <translation>{reason}，直到 {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{reason}. Next try {time}.</source>
            <translation>{reason}。下次尝试 {time}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{reason}. The pool skips this account.</source>
            <translation>{reason}。账号池会跳过此账号。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{time}: {error}</source>
            <translation>{time}：{error}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{time}: {error}. Next try {next}</source>
            <translation>{time}：{error}。下次尝试：{next}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_card.py" />
            <source>{window}: at this pace used up {time}</source>
            <translation>{window}：按此速度将于 {time} 用完</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>%n request(s), weight {weight}</source>
            <translation>
                <numerusform>%n 次请求，权重 {weight}</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Any model</source>
            <translation>任意模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Copy the model</source>
            <translation>复制模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>For the model</source>
            <translation>针对模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Least used</source>
            <translation>使用最少</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Most quota left</source>
            <translation>剩余额度最多</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Nobody can serve now. First: {name}, {reason}.</source>
            <translation>目前没有可用账号。最先恢复：{name}，{reason}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>One after the other</source>
            <translation>依次用完</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Pool settings…</source>
            <translation>账号池设置…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Take turns</source>
            <translation>轮流</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Test pool</source>
            <translation>测试账号池</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>The next new conversation goes to {name}: {why}.</source>
            <translation>下一个新对话由 {name} 处理：{why}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>Use the model</source>
            <translation>使用模型</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>it can serve</source>
            <translation>可用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>it comes first and is not used up</source>
            <translation>排在最前且尚未用完</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>it has most quota left</source>
            <translation>剩余额度最多</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>it is its turn</source>
            <translation>轮到它了</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>it served least for its weight</source>
            <translation>按权重计用得最少</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>its conversation stays on it</source>
            <translation>对话固定在此账号</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>nobody else is ready</source>
            <translation>没有其他可用账号</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>stands by</source>
            <translation>待命</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>{count} ready</source>
            <translation>{count} 个可用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>{count} resting</source>
            <translation>{count} 个暂停中</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>{count} signed out or forbidden</source>
            <translation>{count} 个已退出或被禁止</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/account_pool.py" />
            <source>{count} switched off</source>
            <translation>{count} 个已停用</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>%n account(s) imported</source>
            <translation>
                <numerusform>已导入 %n 个账号</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Accounts</source>
            <translation>账号</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>All</source>
            <comment>period</comment>
            <translation>全部</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Answered in {time}</source>
            <translation>{time} 内回应</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Export account</source>
            <translation>导出账号</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Import accounts</source>
            <translation>导入账号</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Its access is taken back at the vendor as well. To use it again, sign in again.</source>
            <translation>同时会在厂商处撤销其访问权限。如需再次使用，请重新登录。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Month</source>
            <comment>period</comment>
            <translation>近 30 天</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>No accounts yet</source>
            <translation>还没有账号</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Nothing was imported</source>
            <translation>未导入任何内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>OAuth Accounts</source>
            <translation>OAuth 账号</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Open the archive</source>
            <translation>打开归档</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Protect the export</source>
            <translation>保护导出文件</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Refresh all</source>
            <translation>全部刷新</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Remove {name}?</source>
            <translation>移除 {name}？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Set label</source>
            <translation>设置标签</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Sign in with a subscription; Amux spreads requests over your accounts and shows what is left.</source>
            <translation>使用订阅登录；Amux 会将请求分配到你的账号并显示剩余额度。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Sign in with subscriptions and share them as one provider</source>
            <translation>使用订阅登录，并作为一个供应商共享</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>The account was not refreshed</source>
            <translation>账号未刷新</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>The export was not written</source>
            <translation>导出文件未写入</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>The export was written</source>
            <translation>导出文件已写入</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>The pool did not answer</source>
            <translation>账号池未回应</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>The pool works</source>
            <translation>账号池工作正常</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>The vendor did not confirm that its access ended.</source>
            <translation>厂商未确认已撤销访问权限。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Today</source>
            <comment>period</comment>
            <translation>今天</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Vendor</source>
            <translation>厂商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Week</source>
            <comment>period</comment>
            <translation>近 7 天</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>Whoever has file and passphrase can use the account.</source>
            <translation>持有文件和口令的人都可以使用该账号。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/accounts.py" />
            <source>{name} was removed</source>
            <translation>已移除 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/base.py" />
            <source>Help for this page</source>
            <translation>此页面的帮助</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>Add a provider, or switch one on, to talk to its models.</source>
            <translation>添加或启用一个供应商，即可与它的模型对话。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>Chat</source>
            <translation>对话</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>Choose a model that takes such files, or send it anyway.</source>
            <translation>可以换一个支持此类文件的模型，也可以照样发送。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>Compares {models}</source>
            <translation>正在对比 {models}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>Message {model}</source>
            <translation>给 {model} 发消息</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>Nothing to talk to yet</source>
            <translation>还没有可对话的模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>That was not sent</source>
            <translation>没有发送</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>What time is it in Tokyo, and what is 17 * 23?</source>
            <translation>东京现在几点？17 * 23 等于多少？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>via {name}</source>
            <translation>经由 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat.py" />
            <source>{model} may not be able to read {name}</source>
            <translation>{model} 可能无法读取 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>Compare models side by side</source>
            <translation>并排对比模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>Show in Logs</source>
            <translation>在日志中查看</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>Show the chats</source>
            <translation>显示对话列表</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>Streaming</source>
            <translation>生成中</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>Talk to</source>
            <translation>对话对象</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>audio</source>
            <comment>capability</comment>
            <translation>音频</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>files</source>
            <comment>capability</comment>
            <translation>文件</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>images</source>
            <comment>capability</comment>
            <translation>图片</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>reasoning</source>
            <comment>capability</comment>
            <translation>推理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>tools</source>
            <comment>capability</comment>
            <translation>工具</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_bar.py" />
            <source>web search</source>
            <comment>capability</comment>
            <translation>联网搜索</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>Ask several models the same thing</source>
            <translation>向多个模型问同一个问题</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>Chats take the same path as your apps, so what works here works there, even while the proxy is stopped.</source>
            <translation>对话与你的应用走同一条路径：这里能用，那里就能用。代理停止时也可以对话。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>Check that vision survives conversion</source>
            <translation>检查图片能否通过格式转换</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>Compare speed</source>
            <translation>比较速度</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>See the request each side gets</source>
            <translation>看看两侧各收到怎样的请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>Send an image</source>
            <translation>发送图片</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>Try a tool call</source>
            <translation>试试工具调用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_empty.py" />
            <source>Try any provider through the proxy</source>
            <translation>通过代理试用任意供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_files.py" />
            <source>Attach pictures or files</source>
            <translation>添加图片或文件</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_files.py" />
            <source>Pasted picture</source>
            <translation>粘贴的图片</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Ask the model for a title</source>
            <translation>让模型取标题</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Export as JSON…</source>
            <translation>导出为 JSON…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Export as Markdown…</source>
            <translation>导出为 Markdown…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Export the chat</source>
            <translation>导出对话</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Nothing found.</source>
            <translation>没有找到。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Pin</source>
            <translation>置顶</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Rename the chat</source>
            <translation>重命名对话</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Search chats</source>
            <translation>搜索对话</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>The chat was exported</source>
            <translation>对话已导出</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>The chat was not exported</source>
            <translation>对话没有导出</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>The title was not changed</source>
            <translation>标题没有更改</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Unpin</source>
            <translation>取消置顶</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>Your chats will be listed here.</source>
            <translation>你的对话会列在这里。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_list.py" />
            <source>{name} was deleted</source>
            <translation>{name} 已删除</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_thread.py" />
            <source>Jump to latest</source>
            <translation>跳到最新</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/chat_thread.py" />
            <source>Show earlier messages</source>
            <translation>显示更早的消息</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Another program changed: {keys}</source>
            <translation>其他程序修改了：{keys}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Choose folder…</source>
            <translation>选择文件夹…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Code Switch</source>
            <translation>Code Switch</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Folder with the settings</source>
            <translation>设置所在的文件夹</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Keep theirs</source>
            <translation>保留对方的修改</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Look again</source>
            <translation>重新查找</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Neither the command {command} nor its folder was found.</source>
            <translation>没有找到命令 {command}，也没有找到它的文件夹。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Our lines go, yours come back. What you changed since then stays.</source>
            <translation>移除我们写入的行，恢复原来的内容。之后你所做的修改会保留。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Point at Amux again</source>
            <translation>重新指向 Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Point coding tools at any provider, and back, in one click</source>
            <translation>一键让编程工具使用任意供应商，也能一键恢复</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Point {tool} at Amux?</source>
            <translation>让 {tool} 经由 Amux？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Restore</source>
            <translation>恢复</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Restore the settings of {tool}?</source>
            <translation>恢复 {tool} 的设置？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Start proxy</source>
            <translation>启动代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>The proxy is stopped. Start it, or switch {tool} off.</source>
            <translation>代理已停止。请启动代理，或关闭 {tool} 的接管。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>The settings of {tool} cannot be read</source>
            <translation>无法读取 {tool} 的设置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>The settings of {tool} were changed after Amux wrote them</source>
            <translation>{tool} 的设置在 Amux 写入后被改动</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>These lines change. Switching off brings them back as they were.</source>
            <translation>以下各行会改变。关闭后会恢复原样。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>Through Amux</source>
            <translation>经由 Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>{path} · original kept</source>
            <translation>{path} · 原文件已保留</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>{path} · {command} not found</source>
            <translation>{path} · 未找到 {command}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>{tool} can't reach Amux</source>
            <translation>{tool} 无法连接 Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>{tool} goes through Amux</source>
            <translation>{tool} 已由 Amux 接管</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>{tool} is not installed here</source>
            <translation>未安装 {tool}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>{tool} uses its own settings</source>
            <translation>{tool} 使用自己的设置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch.py" />
            <source>{tool} uses {provider} now</source>
            <translation>{tool} 现在使用 {provider}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Add rule</source>
            <translation>添加规则</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>As asked for</source>
            <translation>保持原名</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Balanced</source>
            <translation>均衡</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Choose a provider first.</source>
            <translation>请先选择供应商。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Each model on its like</source>
            <translation>各档模型对应同档</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Economical</source>
            <translation>经济</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Every other</source>
            <translation>其他所有模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Everything on the strongest model</source>
            <translation>全部使用最强模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Model for this name</source>
            <translation>此名称对应的模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Model for {tier}</source>
            <translation>{tier} 对应的模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>No mapping: names go through unchanged</source>
            <translation>不映射：名称原样通过</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>One class cheaper, the rest on the small model</source>
            <translation>最强档降一档，其余用小模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Open the proxy</source>
            <translation>打开该代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Presets</source>
            <translation>预设</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Remove the rule</source>
            <translation>删除规则</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>Strongest</source>
            <translation>最强</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>The proxy {name} decides with its own mapping.</source>
            <translation>由代理 {name} 自己的映射决定。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>What each {tool} model becomes at {provider}.</source>
            <translation>{tool} 的各个模型在 {provider} 对应的模型。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>When the tool asks for</source>
            <translation>工具请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_mapping.py" />
            <source>{preset}: {detail}</source>
            <translation>{preset}：{detail}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Amux wrote {ours}</source>
            <translation>Amux 写入的是 {ours}</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Backed up {when}, %n version(s) kept</source>
            <translation>
                <numerusform>备份于 {when}，保留 %n 个版本</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Conflicts</source>
            <translation>冲突</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Nothing would change.</source>
            <translation>没有变化。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Now {theirs}; Amux wrote {ours}</source>
            <translation>现在是 {theirs}；Amux 写入的是 {ours}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Open file</source>
            <translation>打开文件</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Restore original…</source>
            <translation>恢复原文件…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>The file was never changed</source>
            <translation>文件从未被修改</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>The profile {name} in {place} has an address of its own.</source>
            <translation>{place} 中的配置 {name} 有自己的地址。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>These decide as well as Amux, or instead of it.</source>
            <translation>以下内容会与 Amux 一起生效，或取代它。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>Versions…</source>
            <translation>版本…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>What changed in the file</source>
            <translation>文件中的改动</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>What will change in the file</source>
            <translation>文件中将要改动的内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>{key} is gone from {file}</source>
            <translation>{file} 中的 {key} 已不存在</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>{key} was changed in {file}</source>
            <translation>{file} 中的 {key} 被改动</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>{name} in {place} may be asked for a key.</source>
            <translation>可能会使用 {place} 中的 {name} 获取密钥。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>{name} in {place} wins.</source>
            <translation>{place} 中的 {name} 优先。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>{name} is set by your administrator in {place}.</source>
            <translation>管理员在 {place} 中设置了 {name}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>{name} is set in the environment and wins over the file.</source>
            <translation>环境变量 {name} 已设置，优先于文件。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_parts.py" />
            <source>{place} of a project wins over your own settings.</source>
            <translation>项目的 {place} 优先于你自己的设置。</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/code_switch_targets.py" />
            <source>%n model(s)</source>
            <translation>
                <numerusform>%n 个模型</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_targets.py" />
            <source>A tool needs one that answers its requests.</source>
            <translation>编程工具需要一个供应商来应答请求。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_targets.py" />
            <source>In use</source>
            <translation>使用中</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_targets.py" />
            <source>No provider is switched on</source>
            <translation>没有启用的供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_targets.py" />
            <source>Or a proxy</source>
            <translation>或使用代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_targets.py" />
            <source>Takes effect on the next request; no restart needed.</source>
            <translation>下一个请求即生效，无需重启。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/code_switch_targets.py" />
            <source>With its own mapping and fallbacks.</source>
            <translation>使用它自己的映射和备用。</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>%n the day before</source>
            <translation>
                <numerusform>前一天 %n 个</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>%n the hour before</source>
            <translation>
                <numerusform>前一小时 %n 个</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>%n the month before</source>
            <translation>
                <numerusform>前一个月 %n 个</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>%n the week before</source>
            <translation>
                <numerusform>前一周 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>1h</source>
            <comment>period</comment>
            <translation>1 小时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>24h</source>
            <comment>period</comment>
            <translation>24 小时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>30d</source>
            <comment>period</comment>
            <translation>30 天</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>7d</source>
            <comment>period</comment>
            <translation>7 天</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Add a provider, make a proxy and point an app at it. Its requests appear here at once.</source>
            <translation>添加供应商、新建代理，再把应用指向它，请求会立刻出现在这里。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Ask something in the chat, or point an app at Amux. Requests appear here at once.</source>
            <translation>在对话中提个问题，或把应用指向 Amux，请求会立刻出现在这里。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Connect a coding tool</source>
            <translation>接入编程工具</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Dashboard</source>
            <translation>仪表盘</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Median latency</source>
            <translation>延迟中位数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Nothing has come through yet</source>
            <translation>还没有请求经过</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Open the chat</source>
            <translation>打开对话</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Requests through {address} {period}</source>
            <translation>{period}经过 {address} 的请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Success rate</source>
            <translation>成功率</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>The proxy could not start</source>
            <translation>代理无法启动</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>The proxy could not start: port {port} is in use</source>
            <translation>代理无法启动：端口 {port} 被占用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>The statistics could not be read</source>
            <translation>无法读取统计数据</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Tokens</source>
            <comment>model units</comment>
            <translation>Token</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>Use port {port}</source>
            <translation>使用端口 {port}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>in the last 24 hours</source>
            <translation>最近 24 小时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>in the last 30 days</source>
            <translation>最近 30 天</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>in the last 7 days</source>
            <translation>最近 7 天</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>in the last hour</source>
            <translation>最近 1 小时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>no requests</source>
            <translation>没有请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>p95 {time}</source>
            <translation>p95 {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{change} vs last month</source>
            <translation>较上月 {change}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{change} vs last week</source>
            <translation>较上周 {change}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{change} vs the hour before</source>
            <translation>较前一小时 {change}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{change} vs yesterday</source>
            <translation>较昨日 {change}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{cost} in this period</source>
            <translation>本时段 {cost}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{failed} failed, {retried} fell back</source>
            <translation>{failed} 个失败，{retried} 个转备用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard.py" />
            <source>{input} in, {output} out</source>
            <translation>输入 {input}，输出 {output}</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>%n active token(s)</source>
            <translation>
                <numerusform>%n 个有效令牌</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Authentication</source>
            <translation>身份验证</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>By app</source>
            <translation>按应用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>By model</source>
            <translation>按模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>By provider</source>
            <translation>按供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>By proxy</source>
            <translation>按代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Connections</source>
            <translation>连接</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Cut off</source>
            <comment>tool</comment>
            <translation>已断开</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Latest requests</source>
            <translation>最近请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Locked</source>
            <translation>已锁定</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Look</source>
            <comment>tool</comment>
            <translation>查看</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>No requests in this period</source>
            <translation>此时段没有请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Off</source>
            <comment>server</comment>
            <translation>关闭</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Off</source>
            <comment>authentication</comment>
            <translation>未要求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>On</source>
            <comment>server</comment>
            <translation>开启</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Required</source>
            <translation>必须</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Show all</source>
            <translation>查看全部</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Stored keys</source>
            <translation>已存密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>Tunnel</source>
            <translation>隧道</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>View all</source>
            <translation>查看全部</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>changed by another program</source>
            <translation>被其他程序改动</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>need the passphrase</source>
            <translation>需要口令</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>not found here</source>
            <translation>本机未找到</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>only this computer</source>
            <translation>仅限本机</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>to {provider}</source>
            <translation>转到 {provider}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>uses its own settings</source>
            <translation>使用自己的设置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>{name}, {count} requests</source>
            <translation>{name}，{count} 个请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/dashboard_cards.py" />
            <source>{title}: {body}</source>
            <translation>{title}：{body}</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>%n further part(s) are under Raw.</source>
            <translation>
                <numerusform>另有 %n 个部分，请在“原文”中查看。</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>An image at an address, which is not loaded:</source>
            <translation>图片只给出了地址，不会自动加载：</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>An image that cannot be shown ({kind})</source>
            <translation>无法显示的图片（{kind}）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>Answer {number}</source>
            <translation>回答 {number}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>Arguments</source>
            <translation>参数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>Content</source>
            <translation>内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>Image in the answer</source>
            <translation>回答中的图片</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>Other content</source>
            <translation>其他内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>Sources</source>
            <translation>来源</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>The answer is empty.</source>
            <translation>回答为空。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>The answer reports an error</source>
            <translation>回答报告了错误</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>The model refused</source>
            <translation>模型拒绝回答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>This answer cannot be shown as text</source>
            <translation>此回答无法以文本显示</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>Thoughts</source>
            <translation>思考过程</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>tool call</source>
            <translation>工具调用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>unknown kind</source>
            <translation>未知类型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_answer.py" />
            <source>{count} characters</source>
            <translation>{count} 个字符</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>All</source>
            <comment>requests</comment>
            <translation>全部</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>All apps</source>
            <translation>全部应用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>All time</source>
            <translation>全部时间</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>Last 24 hours</source>
            <translation>最近 24 小时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>Last 7 days</source>
            <translation>最近 7 天</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>Last hour</source>
            <translation>最近 1 小时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>OK</source>
            <comment>requests</comment>
            <translation>成功</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>One proxy</source>
            <translation>单个代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>One token</source>
            <translation>单个令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>Running</source>
            <translation>进行中</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>Search models, paths, errors</source>
            <translation>搜索模型、路径、错误</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_filters.py" />
            <source>Search the logs</source>
            <translation>搜索日志</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>%n equal line(s)</source>
            <translation>
                <numerusform>%n 行相同</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Bodies are not kept</source>
            <translation>未保留正文</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Body</source>
            <translation>正文</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Both requests have the same content.</source>
            <translation>两个请求的内容相同。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Close the inspector</source>
            <translation>关闭详情</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Compared with the app's request</source>
            <translation>与应用的请求对比</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Conversion report</source>
            <translation>转换报告</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Copied as curl</source>
            <translation>已复制为 curl 命令</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Copy as curl</source>
            <translation>复制为 curl 命令</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Copy the request ID</source>
            <translation>复制请求 ID</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Inbound</source>
            <translation>入站</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Next request</source>
            <translation>下一个请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Nothing was lost or changed in the conversion.</source>
            <translation>转换中没有丢失或改变任何内容。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Open Settings</source>
            <translation>打开设置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Overview</source>
            <translation>概览</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Parts of the request</source>
            <translation>请求的各部分</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Previous request</source>
            <translation>上一个请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Report</source>
            <translation>报告</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Response</source>
            <translation>响应</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Send again…</source>
            <translation>重新发送…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Set AMUX_TOKEN to an API token before you run it.</source>
            <translation>运行前请把 AMUX_TOKEN 设为一个 API 令牌。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Show</source>
            <translation>显示</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>The request could not be read</source>
            <translation>无法读取该请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Turn on Keep bodies under Settings, Logging to see those of the next requests here.</source>
            <translation>在“设置 › 日志”中打开“保留正文”，之后的请求就会在这里显示正文。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>Upstream</source>
            <translation>上游</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>cut after {size}</source>
            <translation>已在 {size} 处截断</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_inspector.py" />
            <source>{time} · request {id}</source>
            <translation>{time} · 请求 {id}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Answer</source>
            <translation>应答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Attempt at {name}</source>
            <translation>尝试 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Attempts</source>
            <translation>尝试记录</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Attempts, times and bodies appear here when the request is over.</source>
            <translation>请求结束后，这里会显示尝试、用时和正文。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Conversion</source>
            <translation>格式转换</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Entered at</source>
            <translation>入口</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Stream</source>
            <translation>流式输出</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>The request failed</source>
            <translation>请求失败</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Timing</source>
            <translation>用时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>Wait for first token</source>
            <translation>等待首字</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>answered</source>
            <translation>已应答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>no answer</source>
            <translation>无应答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>overloaded</source>
            <translation>过载</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{cost}, by an estimated price</source>
            <translation>{cost}（按估算单价）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{count} KB</source>
            <translation>{count} KB</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{count} bytes</source>
            <translation>{count} 字节</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{inbound} to {outbound}</source>
            <translation>{inbound} 转 {outbound}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{input} in, {output} out, {cached} cached</source>
            <translation>输入 {input}，输出 {output}，缓存 {cached}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_overview.py" />
            <source>{sent} sent, {got} received</source>
            <translation>发送 {sent}，接收 {got}</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n 个事件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>%n event(s) in {time}</source>
            <translation>
                <numerusform>%n 个事件，用时 {time}</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>Data of the event</source>
            <translation>事件数据</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>Events</source>
            <translation>事件</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>Events of the stream</source>
            <translation>流中的事件</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>From the provider</source>
            <translation>来自供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>No answer was recorded</source>
            <translation>没有记录到回答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>The answer came in one piece, without events.</source>
            <translation>回答一次性返回，没有分段事件。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>The other side may have one.</source>
            <translation>可以看看另一侧的回答。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>To the app</source>
            <translation>发给应用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/log_response.py" />
            <source>Which answer</source>
            <translation>哪一侧的回答</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>%n new</source>
            <translation>
                <numerusform>%n 条新请求</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>%n request(s) exported</source>
            <translation>
                <numerusform>已导出 %n 个请求</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>As CSV…</source>
            <translation>导出为 CSV…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>As HAR, with bodies…</source>
            <translation>导出为 HAR（含正文）…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>As JSON lines…</source>
            <translation>导出为 JSON Lines…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>As JSON…</source>
            <translation>导出为 JSON…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Clear filters</source>
            <translation>清除筛选</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Clear logs</source>
            <translation>清空日志</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Clear the logs?</source>
            <translation>清空日志？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Clear the logs…</source>
            <translation>清空日志…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Columns</source>
            <translation>列</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Every request, both sides of the conversion</source>
            <translation>每个请求，转换前后都能看到</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Export the logs</source>
            <translation>导出日志</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Logs</source>
            <translation>日志</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Marks</source>
            <comment>tunnel, fallback</comment>
            <translation>标记</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>No requests yet</source>
            <translation>还没有请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Nothing matches</source>
            <translation>没有匹配的请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Requests appear here as soon as an app uses the proxy.</source>
            <translation>应用开始使用代理后，请求会立刻出现在这里。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>The export failed</source>
            <translation>导出失败</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>The logs could not be read</source>
            <translation>无法读取日志</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>This deletes {scope} with their bodies. Statistics stay. It cannot be undone.</source>
            <translation>将删除{scope}及其正文，统计数据会保留。此操作无法撤销。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>Try fewer words or another period.</source>
            <translation>试试更少的关键词或其他时段。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>all requests</source>
            <translation>所有请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>the requests that the filter shows</source>
            <translation>当前筛选出的请求</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>{total} requests, {failed} failed.</source>
            <translation>
                <numerusform>共 {total} 个请求，{failed} 个失败。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/logs.py" />
            <source>{total} requests, {failed} failed. Kept for {days} days.</source>
            <translation>
                <numerusform>共 {total} 个请求，{failed} 个失败。保留 {days} 天。</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>A PEM file of authorities to trust</source>
            <translation>受信任机构的 PEM 文件</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Add header</source>
            <translation>添加请求头</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Advanced</source>
            <translation>高级</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Chat path</source>
            <translation>对话路径</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Connect within</source>
            <translation>连接时限</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Enter seconds from 0.1 to 3600</source>
            <translation>请输入 0.1 到 3600 之间的秒数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Extra headers</source>
            <translation>额外请求头</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>First answer within</source>
            <translation>首次响应时限</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Further certificates</source>
            <translation>附加证书</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Header name</source>
            <translation>请求头名称</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Header value</source>
            <translation>请求头的值</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Instead of the usual one, such as /v2/chat</source>
            <translation>替代默认路径，例如 /v2/chat</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Longest pause in a stream</source>
            <translation>流式输出最长间隔</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>None yet</source>
            <translation>暂无</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Remove the stored ones</source>
            <translation>移除已保存的</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Seconds; empty takes the setting</source>
            <translation>秒；留空使用全局设置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Stored: {names}. New ones replace them all.</source>
            <translation>已保存：{names}。新填写的会替换全部。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>The stored ones go when you save.</source>
            <translation>保存后会移除已有的请求头。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>This is no address of a proxy</source>
            <translation>这不是有效的代理地址</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>Use the setting</source>
            <translation>使用全局设置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_advanced.py" />
            <source>none, or an address such as http://host:8080; empty keeps what is stored</source>
            <translation>填 none 直连，或如 http://host:8080 的地址；留空保持不变</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>%n proxies use it: {names}</source>
            <translation>
                <numerusform>%n 个代理正在使用：{names}</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Anthropic format</source>
            <translation>Anthropic 格式</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Check address</source>
            <translation>检查地址</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Connected in {time}</source>
            <translation>连接成功，用时 {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Connection</source>
            <translation>连接</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Copy the passthrough address</source>
            <translation>复制直通地址</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Details</source>
            <translation>详情</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Duplicate</source>
            <translation>复制一份</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Edit path</source>
            <translation>修改路径</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Enabled</source>
            <translation>启用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Forward requests as they are, with Amux adding the key, logs and limits.</source>
            <translation>原样转发请求，由 Amux 补上密钥、日志与限流。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Gemini format</source>
            <translation>Gemini 格式</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>No proxy uses it</source>
            <translation>没有代理使用它</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Not saved</source>
            <translation>未保存</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>OpenAI Responses</source>
            <translation>OpenAI Responses</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>OpenAI-compatible</source>
            <translation>兼容 OpenAI</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Passthrough proxy</source>
            <translation>直通代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Replace key</source>
            <translation>更换密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Requests go to {url}</source>
            <translation>请求发往 {url}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Reset to the preset's address</source>
            <translation>恢复预设地址</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Save path</source>
            <translation>保存路径</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>The list of models could not be fetched</source>
            <translation>无法获取模型列表</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>The path was not changed</source>
            <translation>路径未更改</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>The provider did not answer the test</source>
            <translation>供应商没有应答测试</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>The test could not run</source>
            <translation>无法进行测试</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>Unsaved changes</source>
            <translation>有未保存的更改</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{amount} {currency} left</source>
            <translation>余额 {amount} {currency}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{model} answered.</source>
            <translation>{model} 已应答。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{name} did not answer the test ({status})</source>
            <translation>{name} 未能应答测试（{status}）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{name} does not know this address or model ({status})</source>
            <translation>{name} 没有此地址或模型（{status}）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{name} is at its limit ({status})</source>
            <translation>{name} 已达上限（{status}）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_detail.py" />
            <source>{name} rejected the key ({status})</source>
            <translation>{name} 拒绝了密钥（{status}）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Add another key</source>
            <translation>再加一个密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Delete key</source>
            <translation>删除密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Delete the key</source>
            <translation>删除密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Delete the key {name}?</source>
            <translation>删除密钥 {name}？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Rejected</source>
            <comment>API key</comment>
            <translation>被拒绝</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Requests to {name} use the other keys. The deleted one cannot be brought back.</source>
            <translation>发往 {name} 的请求会改用其他密钥。删除的密钥无法恢复。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Show the key</source>
            <translation>显示密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Stored key ending in {hint}</source>
            <translation>已保存的密钥，末四位 {hint}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Test connection</source>
            <translation>测试连接</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>The keys were not changed</source>
            <translation>密钥未更改</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Use the key {name}</source>
            <translation>使用密钥 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>Works</source>
            <comment>API key</comment>
            <translation>正常</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>last used {when}</source>
            <translation>最近使用：{when}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_keys.py" />
            <source>not used yet</source>
            <translation>尚未使用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Add a model ID</source>
            <translation>添加模型 ID</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Add a model ID, for example deepseek-v3.2</source>
            <translation>添加模型 ID，例如 deepseek-v3.2</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Fetch list</source>
            <translation>获取列表</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Fetching…</source>
            <translation>正在获取…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Filter models</source>
            <translation>筛选模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>None yet. Fetch the list or type a model ID.</source>
            <translation>暂无模型。可获取列表或输入模型 ID。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Offer {model}</source>
            <translation>提供 {model}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Remove {model}</source>
            <translation>移除 {model}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>Vision</source>
            <translation>视觉</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>not listed any more</source>
            <translation>已不在列表中</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/provider_models.py" />
            <source>{on} of {all} offered to apps</source>
            <translation>向应用提供 {on} / {all} 个</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>A provider is a service that answers requests, such as Anthropic, DeepSeek or a server of your own.</source>
            <translation>供应商是应答请求的服务，例如 Anthropic、DeepSeek 或你自己的服务器。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Filter providers</source>
            <translation>筛选供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Import…</source>
            <translation>导入…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>No providers yet</source>
            <translation>还没有供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Open proxies</source>
            <translation>打开代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Providers</source>
            <translation>供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Rename {name}</source>
            <translation>重命名 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>Test all</source>
            <translation>全部测试</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>The order was not saved</source>
            <translation>顺序未保存</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>The provider was not deleted</source>
            <translation>供应商未删除</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>This provider is still in use</source>
            <translation>该供应商仍在使用中</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>{on} on, {off} off</source>
            <translation>启用 {on}，停用 {off}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/providers.py" />
            <source>{on} on, {off} off, {waiting} incomplete</source>
            <translation>启用 {on}，停用 {off}，待配置 {waiting}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>A proxy lets an app that speaks one format use a provider that speaks another.</source>
            <translation>代理让使用一种格式的应用，能用上使用另一种格式的供应商。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>A proxy needs something to answer with.</source>
            <translation>代理需要有供应商来应答。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Add a provider first</source>
            <translation>请先添加供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>All</source>
            <comment>proxies</comment>
            <translation>全部</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Each one accepts a format and answers with the provider you choose</source>
            <translation>每个代理接收一种格式，由你选择的供应商应答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Filter proxies</source>
            <translation>筛选代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Kind of proxy</source>
            <translation>代理类型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Managed on the Providers page</source>
            <translation>在供应商页面管理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>No proxies yet</source>
            <translation>还没有代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>OK</source>
            <translation>好</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Other proxies send requests to this one</source>
            <translation>其他代理正把请求发给它</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>Passthrough</source>
            <translation>直通</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxies.py" />
            <source>The proxy was not deleted</source>
            <translation>代理未删除</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>%n mappings</source>
            <translation>
                <numerusform>%n 条映射</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>Passthrough of {name}</source>
            <translation>{name} 的直通</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>all names</source>
            <translation>全部名称</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>off</source>
            <comment>proxy</comment>
            <translation>停用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>{name} is on</source>
            <translation>{name} 已启用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/proxy_rows.py" />
            <source>{share} failed</source>
            <translation>失败 {share}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/registry.py" />
            <source>Tokens</source>
            <translation>令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings.py" />
            <source>Requests that run now are cut.</source>
            <translation>正在进行的请求会被中断。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings.py" />
            <source>Sections</source>
            <translation>分区</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings.py" />
            <source>The new address needs a restart of the proxy</source>
            <translation>新地址需要重启代理才能生效</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Add a service and connect your tools, step by step</source>
            <translation>一步步添加服务并接入你的工具</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Amux: MIT. Qt and PySide6: LGPL 3. Inter and JetBrains Mono: OFL 1.1. Lucide icons: ISC.</source>
            <translation>Amux：MIT。Qt 与 PySide6：LGPL 3。Inter 与 JetBrains Mono：OFL 1.1。Lucide 图标：ISC。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Collecting…</source>
            <translation>正在收集…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Copy report</source>
            <translation>复制报告</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Help</source>
            <translation>帮助</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Legal</source>
            <translation>法律信息</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Licences</source>
            <translation>许可证</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Logos of services belong to their owners and are used only to name the service.</source>
            <translation>各服务的标志归其所有者所有，此处仅用于标明服务。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Read it before you send it.</source>
            <translation>发送前请先看一遍。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Report a problem</source>
            <translation>报告问题</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>The report is in the clipboard</source>
            <translation>报告已复制到剪贴板</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Trademarks</source>
            <translation>商标</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Version {version}, Python {python}, Qt {qt}</source>
            <translation>版本 {version}，Python {python}，Qt {qt}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_about.py" />
            <source>Versions, changed settings and the last problems; never a key</source>
            <translation>版本、改动过的设置和最近的问题，绝不含密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>A copy was made</source>
            <translation>已创建副本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Back up now</source>
            <translation>立即备份</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Coding tools get their own settings back first</source>
            <translation>会先恢复编程工具自己的设置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Configuration</source>
            <translation>配置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Copies of the database</source>
            <translation>数据库副本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Copy the path</source>
            <translation>复制路径</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Copying…</source>
            <translation>正在复制…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Data folder</source>
            <translation>数据文件夹</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Database in use</source>
            <translation>正在使用的数据库</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Delete…</source>
            <translation>删除…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Encrypted with a passphrase you choose</source>
            <translation>用你设定的口令加密</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Everything changed since then is gone from Amux: providers, proxies, tokens, logs. The database of now is kept in the folder quarantine. The proxy stops for a moment.</source>
            <translation>此后的所有更改都会从 Amux 中消失：供应商、代理、令牌、日志。当前的数据库会保留在 quarantine 文件夹中。代理会短暂停止。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Go back to {date}?</source>
            <translation>恢复到 {date}？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Import from a file</source>
            <translation>从文件导入</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>In the folder backups. The keys in them open with this vault only.</source>
            <translation>位于 backups 文件夹。其中的密钥只能用当前的密钥库打开。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Made automatically</source>
            <translation>自动备份</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Made before an update</source>
            <translation>更新前创建</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Made by you, kept</source>
            <translation>手动备份，长期保留</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>No way back</source>
            <translation>不可撤销</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Open folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Providers, keys, proxies, tokens and settings in one file.</source>
            <translation>供应商、密钥、代理、令牌和设置，全部放在一个文件里。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Restore the copy of {date}</source>
            <translation>恢复 {date} 的副本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Restored {name}</source>
            <translation>已恢复 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Restore…</source>
            <translation>恢复…</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Show all %n</source>
            <translation>
                <numerusform>显示全部 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Show fewer</source>
            <translation>收起</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>The first one is made while Amux runs.</source>
            <translation>Amux 运行时会自动创建第一份。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>The stored keys cannot be opened. Look at Settings, Security.</source>
            <translation>无法打开已存储的密钥。请查看“设置”中的“安全”。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>The vault's key was changed since. Enter the keys of these again: {names}.</source>
            <translation>密钥库的密钥在此之后更换过。请重新输入以下供应商的密钥：{names}。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>Where the data is</source>
            <translation>数据位置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>You see what changes before anything does</source>
            <translation>更改生效前你会先看到内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_data.py" />
            <source>{kind}, {size}</source>
            <translation>{kind}，{size}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Add price…</source>
            <translation>添加价格…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Change…</source>
            <translation>更改…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Copy the model's name</source>
            <translation>复制模型名称</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>No price like this</source>
            <translation>没有匹配的价格</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Per million tokens, bundled prices as of {day}. Yours win over them from the next request on; what was logged keeps its cost.</source>
            <translation>单位为每百万 Token，自带价格截至 {day}。自定价格优先，从下一个请求起生效；已记录的费用不变。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Prices of models</source>
            <translation>模型价格</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Search for something else, or add a price.</source>
            <translation>换个关键词，或添加价格。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Search models and providers</source>
            <translation>搜索模型和供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Search prices</source>
            <translation>搜索价格</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Set my own…</source>
            <translation>自定价格…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Show all prices</source>
            <translation>显示全部价格</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Which prices</source>
            <translation>显示哪些价格</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>Your price of {model} was removed</source>
            <translation>已移除 {model} 的自定价格</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_prices.py" />
            <source>{model} has a price of yours</source>
            <translation>已为 {model} 设定价格</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>0 keeps them for ever</source>
            <translation>0 表示永久保留</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>0 switches it off</source>
            <translation>0 表示关闭</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>127.0.0.1 is this computer only</source>
            <translation>127.0.0.1 表示仅限本机</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>30-pixel rows in Logs</source>
            <translation>日志行高 30 像素</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>60 seconds after a token was copied</source>
            <translation>复制令牌 60 秒后</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>A conversation stays on its account for</source>
            <translation>对话保持在同一账号的时长</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>A conversation stays on its target for</source>
            <translation>对话保持在同一目标的时长</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>A failed key or provider is spared</source>
            <translation>出错的密钥或供应商暂时不用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>A fixed rate, to add up costs in both currencies</source>
            <translation>固定汇率，用于合计两种货币的费用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>About</source>
            <translation>关于</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Access</source>
            <translation>接入</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Account pools</source>
            <translation>账号池</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Amux's own log file</source>
            <translation>Amux 自身的日志文件</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Appearance</source>
            <translation>外观</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Apps must present a token</source>
            <translation>应用必须出示令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Ask</source>
            <translation>询问</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Attempts per request</source>
            <translation>每个请求的尝试次数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Back up every</source>
            <translation>备份间隔</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Backups</source>
            <translation>备份</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Backups kept</source>
            <translation>保留的备份数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Before the error goes to the app</source>
            <translation>之后才把错误交给应用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Bodies</source>
            <translation>正文</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>By apps of the OpenAI Responses API</source>
            <translation>用于使用 OpenAI Responses API 的应用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Changes at once, no restart</source>
            <translation>立即生效，无需重启</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Clear the clipboard</source>
            <translation>清空剪贴板</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Client secret for Antigravity</source>
            <translation>Antigravity 客户端密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Coding tools</source>
            <translation>编程工具</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Compact tables</source>
            <translation>紧凑表格</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Currencies</source>
            <translation>货币</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Database</source>
            <translation>数据库</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Empty for the built-in file; a change needs a restart of Amux</source>
            <translation>留空使用内置文件；更改后需重启 Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Errors</source>
            <comment>log level</comment>
            <translation>错误</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Everything</source>
            <comment>log level</comment>
            <translation>全部</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Failures in a row</source>
            <translation>连续失败次数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Follow system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>From one address on the internet; 0 is no limit</source>
            <translation>按互联网来源地址计算；0 表示不限</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Further host names</source>
            <translation>附加主机名</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>General</source>
            <translation>通用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Give back their settings</source>
            <translation>恢复其原有设置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>If it was on when Amux quit</source>
            <translation>仅当 Amux 退出时隧道处于开启状态</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Keep bodies</source>
            <translation>保留正文</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Keep bodies for</source>
            <translation>正文保留</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Keep requests</source>
            <translation>保留请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Keep running when the window is closed</source>
            <translation>关闭窗口后继续运行</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Keep them for</source>
            <translation>请求保留</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Kind of release</source>
            <translation>版本类型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Language and text</source>
            <translation>语言与文字</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Largest request</source>
            <translation>请求大小上限</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Leave it empty to have it found</source>
            <translation>留空则自动查找</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Leave them as they are</source>
            <translation>保持不变</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Limits</source>
            <translation>限制</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Listen on</source>
            <translation>监听地址</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Logging</source>
            <translation>日志记录</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Longest body kept</source>
            <translation>单个正文上限</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Look for new versions</source>
            <translation>检查新版本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Look up quotas every</source>
            <translation>额度查询间隔</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Motion and density</source>
            <translation>动效与密度</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Names besides localhost by which apps may call, separated by commas</source>
            <translation>除 localhost 外允许应用使用的主机名，以逗号分隔</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Needed as soon as other computers can reach the proxy</source>
            <translation>其他电脑能访问代理时必须开启</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Network</source>
            <translation>网络</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>New versions</source>
            <translation>新版本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Normal</source>
            <comment>log level</comment>
            <translation>普通</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Of the OAuth client; stored sealed</source>
            <translation>OAuth 客户端的密钥，加密保存</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Off</source>
            <comment>setting</comment>
            <translation>关</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Off until you switch it on; switching it off forgets the random id</source>
            <translation>默认关闭；关闭后会清除随机标识</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>On</source>
            <comment>setting</comment>
            <translation>开</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Once a day, at GitHub</source>
            <translation>每天一次，通过 GitHub</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Open Amux on</source>
            <translation>启动时打开</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Origins, separated by commas</source>
            <translation>来源（Origin），以逗号分隔</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Port</source>
            <translation>端口</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Previews as well</source>
            <translation>包括预览版</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Previews come earlier and are less tested</source>
            <translation>预览版发布更早，测试较少</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Prices</source>
            <translation>价格</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Privacy</source>
            <translation>隐私</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Program cloudflared</source>
            <translation>cloudflared 程序</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Proxy server</source>
            <translation>代理服务器</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Quit with Ctrl+Q or from the tray</source>
            <translation>用 Ctrl+Q 或从托盘退出</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Reduce motion</source>
            <translation>减少动效</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Requests a minute</source>
            <translation>每分钟请求数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Requests at the same time</source>
            <translation>同时进行的请求数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Rest after a failure</source>
            <translation>出错后暂停使用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Scales the whole window</source>
            <translation>缩放整个窗口</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Security</source>
            <translation>安全</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Set aside for</source>
            <translation>暂停时长</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Shared state</source>
            <translation>共享状态</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Shortcuts</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Sign of life in a silent stream every</source>
            <translation>静默流的保活间隔</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Space for bodies</source>
            <translation>正文占用空间上限</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Spare accounts below</source>
            <translation>额度低于此值的账号少用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Stable releases</source>
            <translation>正式版</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Start in the tray</source>
            <translation>启动到托盘</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Start with Amux</source>
            <translation>随 Amux 启动</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Storage</source>
            <translation>存储</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Stored Responses can be continued for</source>
            <translation>已存 Responses 可继续的时长</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Switches and toasts appear without sliding</source>
            <translation>开关与提示不再滑动</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>System notifications</source>
            <translation>系统通知</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Tell me when the proxy stops</source>
            <translation>代理停止时通知我</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Tell me when the tunnel fails</source>
            <translation>隧道失败时通知我</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Text size</source>
            <translation>文字大小</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>The oldest go first</source>
            <translation>最旧的先删除</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>The oldest go first; 0 is no limit</source>
            <translation>先删除最早的；0 表示不限</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Then a target is set aside</source>
            <translation>达到后暂停使用该目标</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Then it is tried once more</source>
            <translation>之后再试一次</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Time, models, tokens, cost and status</source>
            <translation>时间、模型、Token、费用与状态</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Tools and accounts</source>
            <translation>工具与账号</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Updates</source>
            <translation>更新</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Usage figures</source>
            <translation>使用统计</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Valkey or Redis server for several machines with one database; empty for one machine</source>
            <translation>多台机器共用一个数据库时使用的 Valkey 或 Redis 服务器；单台机器留空</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Waiting and retrying</source>
            <translation>等待与重试</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Warnings</source>
            <comment>log level</comment>
            <translation>警告</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Web pages that may call</source>
            <translation>允许调用的网页</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>What becomes of tools that go through Amux</source>
            <translation>如何处理经由 Amux 的工具</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>What is left of their quota</source>
            <translation>按剩余额度计算</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>What was asked and answered, with secrets masked</source>
            <translation>请求与应答的内容，密钥会被遮盖</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>When Amux quits</source>
            <translation>Amux 退出时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Where cloudflared hands requests over, on this computer only</source>
            <translation>cloudflared 转交请求的端口，仅限本机</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Which wire formats and coding tools are used. Never a key, an address, a model name or a word of yours.</source>
            <translation>仅包括使用了哪些接口格式和编程工具。绝不包含密钥、地址、模型名或你输入的任何内容。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Window</source>
            <translation>窗口</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Without opening the window</source>
            <translation>不打开窗口</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>Yuan for a US dollar</source>
            <translation>美元兑人民币汇率</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>days</source>
            <translation>天</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>hours</source>
            <translation>小时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>minutes</source>
            <translation>分钟</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>seconds</source>
            <translation>秒</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_sections.py" />
            <source>system, none, or an address such as http://host:8080</source>
            <translation>system、none 或地址，例如 http://host:8080</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>%n secret(s) encrypted anew</source>
            <translation>
                <numerusform>已重新加密 %n 项</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Encrypt everything anew</source>
            <translation>全部重新加密</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Encrypting…</source>
            <translation>正在加密…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Encryption</source>
            <translation>加密</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Every API key must be entered again. Providers, proxies and logs stay. This cannot be undone.</source>
            <translation>所有 API Key 都需要重新输入，供应商、代理和日志会保留。此操作无法撤销。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Give up all stored keys?</source>
            <translation>放弃所有已存密钥？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>In the place of the keyring. It is then asked for at each start.</source>
            <translation>代替系统钥匙串。之后每次启动都会询问。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>It is asked for at each start, or read from the file in AMUX_PASSPHRASE_FILE</source>
            <translation>每次启动时询问，或从 AMUX_PASSPHRASE_FILE 指定的文件读取</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Keys and headers are sealed with AES-256-GCM.</source>
            <translation>密钥与请求头以 AES-256-GCM 加密保存。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Move to the keyring</source>
            <translation>移入钥匙串</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>New key</source>
            <translation>更换密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Open</source>
            <comment>key store</comment>
            <translation>已解锁</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Protect</source>
            <translation>保护</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Protect with a passphrase</source>
            <translation>用口令保护</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Reset stored keys</source>
            <translation>重置已存密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Reset…</source>
            <translation>重置…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Set…</source>
            <translation>设置…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>The master key is in your system keyring</source>
            <translation>主密钥保存在系统钥匙串中</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>The master key is protected by your passphrase</source>
            <translation>主密钥由你的口令保护</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>The stored keys are locked</source>
            <translation>已存密钥处于锁定状态</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>The stored keys open only with it. If you forget it, every API key must be entered again.</source>
            <translation>已存储的密钥只能用它打开。如果忘记，所有 API Key 都要重新输入。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>This computer has no keyring: the master key is a file in the data folder</source>
            <translation>这台电脑没有钥匙串：主密钥是数据文件夹中的一个文件</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Unlock</source>
            <translation>解锁</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>Unlock the stored keys</source>
            <translation>解锁已存储的密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_security.py" />
            <source>With a new data key. Stored keys stay as they are.</source>
            <translation>使用新的数据密钥，已存的密钥内容不变。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_shortcuts.py" />
            <source>Single letters work while a list has the focus.</source>
            <translation>单个字母的快捷键仅在列表获得焦点时有效。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>Amux has no server of its own. Keys are sealed on this computer.</source>
            <translation>Amux 没有自己的服务器。密钥加密保存在本机。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>Amux has no server of its own. This build has nowhere to send usage figures, so there is no choice.</source>
            <translation>Amux 没有自己的服务器。此构建没有可发送使用数据的地方，因此无需选择。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>In the tray, without a window</source>
            <translation>启动到托盘，不打开窗口</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>It starts another Amux: {program}. Switch it off and on to start this one.</source>
            <translation>它启动的是另一个 Amux：{program}。关闭再打开即可改为启动当前这个。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>Of web pages that propose a provider; Amux always asks first</source>
            <translation>网页提供的供应商链接；Amux 总会先询问</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>Open amux:// links</source>
            <translation>打开 amux:// 链接</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>Start when I sign in</source>
            <translation>登录系统时启动</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>This computer</source>
            <translation>本机</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_system.py" />
            <source>What you ask and what is answered goes only to the providers you chose</source>
            <translation>你的提问和得到的回答只会发给你选择的供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_theme.py" />
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_theme.py" />
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_theme.py" />
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>Check now</source>
            <translation>立即检查</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>Download</source>
            <translation>下载</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>In a week</source>
            <translation>一周后再说</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>It has no package for this installation. See its release page.</source>
            <translation>没有适用于此安装方式的安装包。请查看其发布页面。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>Looking…</source>
            <translation>正在检查…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>Release page</source>
            <translation>发布页面</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>Skip this version</source>
            <translation>跳过此版本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>Stop the download</source>
            <translation>停止下载</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>This Amux runs from Python: update it the way it was installed, such as pipx upgrade amux.</source>
            <translation>此 Amux 通过 Python 运行：请按安装时的方式更新，例如 pipx upgrade amux。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>This version</source>
            <translation>当前版本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>Verified and saved as {path}. Quit Amux and open it to install.</source>
            <translation>已校验并保存为 {path}。退出 Amux 后打开它即可安装。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>You will not be told about it again.</source>
            <translation>不会再就此版本提醒你。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>{done} of {total}</source>
            <translation>{done} / {total}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/settings_updates.py" />
            <source>{version}, the newest one</source>
            <translation>{version}，已是最新版本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Any client that lets you change the base URL works.</source>
            <translation>只要能修改 Base URL 的客户端都可以使用。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Any program on this computer can use your providers now.</source>
            <translation>现在这台电脑上的任何程序都能使用你的供应商。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Apps that use this token get 401 from the next request on. This cannot be undone.</source>
            <translation>使用此令牌的应用从下一个请求起会收到 401。此操作无法撤销。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Calls without a valid sk-amux. token get 401.</source>
            <translation>没有有效 sk-amux. 令牌的调用会收到 401。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Filter tokens</source>
            <translation>筛选令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Give each app a token of its own, then you can see and stop each one.</source>
            <translation>给每个应用单独的令牌，就能分别查看和停用。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Its present text stops working at once. Apps that use it need the new one.</source>
            <translation>当前令牌立即失效，使用它的应用需要换成新的。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Keys that let apps use this proxy</source>
            <translation>应用访问此代理所用的密钥</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Limits and scope…</source>
            <translation>限制与范围…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>No tokens yet</source>
            <translation>还没有令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Replace</source>
            <translation>更换</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Replace {name}?</source>
            <translation>更换 {name}？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Replace…</source>
            <translation>更换…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Revoke token</source>
            <translation>吊销令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Revoke {name}?</source>
            <translation>吊销 {name}？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Revoke…</source>
            <translation>吊销…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>That was not changed</source>
            <translation>未更改</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>Use a token</source>
            <translation>使用令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tokens.py" />
            <source>{name} is active</source>
            <translation>{name} 已启用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Access</source>
            <comment>requests</comment>
            <translation>访问记录</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Amux fetches cloudflared {version} from Cloudflare's releases, some 40 MB, and verifies its checksum.</source>
            <translation>Amux 将从 Cloudflare 的发布页下载 cloudflared {version}（约 40 MB），并核对校验和。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Any app</source>
            <translation>任意应用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Anyone who learns the address could spend your provider keys. Turn tokens on first.</source>
            <translation>任何知道地址的人都能消耗你的供应商密钥。请先启用令牌。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Clear</source>
            <translation>清空</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Delete the tunnel of {name}?</source>
            <translation>删除 {name} 的隧道？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Delete tunnel</source>
            <translation>删除隧道</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Fetch cloudflared</source>
            <translation>下载 cloudflared</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Fetching cloudflared, {done}</source>
            <translation>正在下载 cloudflared，{done}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Fetching cloudflared, {done} of {total}</source>
            <translation>正在下载 cloudflared，{done} / {total}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Fetching cloudflared…</source>
            <translation>正在下载 cloudflared…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>How it works</source>
            <translation>工作原理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Make one for whoever shall call from outside. Other tokens stay local.</source>
            <translation>请为要从外部访问的人创建一个。其他令牌仍只能在本机使用。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>No token may be used through the tunnel</source>
            <translation>没有可通过隧道使用的令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Nobody has called yet.</source>
            <translation>还没有访问。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Reach this proxy from other machines through Cloudflare</source>
            <translation>通过 Cloudflare 从其他设备访问本代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Records</source>
            <translation>记录</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Require tokens</source>
            <translation>要求令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Require tokens?</source>
            <translation>要求令牌？</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>System log</source>
            <translation>系统日志</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>The tunnel and the DNS record that leads to it are deleted in your Cloudflare account.</source>
            <translation>将在你的 Cloudflare 账户中删除该隧道及指向它的 DNS 记录。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>The tunnel could not start</source>
            <translation>隧道无法启动</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>The tunnel starts only when apps must present a token. Apps on this computer need one then, too.</source>
            <translation>只有在应用必须提供令牌时隧道才会启动。届时本机上的应用也需要令牌。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>This Amux knows no checksum of it for this computer. Install cloudflared from Cloudflare, then open this page again, or name its file in Settings.</source>
            <translation>当前 Amux 没有适用于本机的校验和。请从 Cloudflare 安装 cloudflared 后重新打开此页，或在设置中指定其文件。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Tokens are not required</source>
            <translation>未要求令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Tokens required</source>
            <translation>已要求令牌</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>Your providers</source>
            <translation>你的供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel.py" />
            <source>cloudflared is not here</source>
            <translation>缺少 cloudflared</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>%n connection(s) to Cloudflare</source>
            <translation>
                <numerusform>与 Cloudflare 有 %n 条连接</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Asking Cloudflare for a connection, usually 5 seconds</source>
            <translation>正在向 Cloudflare 申请连接，通常需要 5 秒</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Edge</source>
            <translation>边缘节点</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Only programs on this computer can reach the proxy.</source>
            <translation>只有本机上的程序可以访问代理。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>QR code</source>
            <translation>二维码</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Refused</source>
            <translation>已拒绝</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Setting up the tunnel…</source>
            <translation>正在建立隧道…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Show log</source>
            <translation>查看日志</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Stopping the tunnel…</source>
            <translation>正在停止隧道…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>The proxy is reachable from the internet</source>
            <translation>代理可从互联网访问</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>The tunnel ended</source>
            <translation>隧道已中断</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>The tunnel is off</source>
            <translation>隧道已关闭</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>The tunnel lost its connection</source>
            <translation>隧道失去连接</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Traffic</source>
            <translation>流量</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Trying again in {seconds} s</source>
            <translation>{seconds} 秒后重试</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>Up for</source>
            <translation>运行时长</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>cloudflared is looking for another way to Cloudflare</source>
            <translation>cloudflared 正在寻找通往 Cloudflare 的其他线路</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>{days} d {hours} h</source>
            <translation>{days} 天 {hours} 小时</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>{hours} h {minutes} min</source>
            <translation>{hours} 小时 {minutes} 分钟</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>{minutes} min</source>
            <translation>{minutes} 分钟</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_card.py" />
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>A tunnel of mine, by its token</source>
            <translation>我已有的隧道（凭令牌）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Amux makes the tunnel and its DNS record in your account.</source>
            <translation>Amux 会在你的账户中创建隧道及其 DNS 记录。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Delete the tunnel at Cloudflare</source>
            <translation>在 Cloudflare 上删除隧道</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Enter token…</source>
            <translation>输入令牌…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Leads to</source>
            <translation>开放内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>My Cloudflare domain</source>
            <translation>我的 Cloudflare 域名</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Needs the token that Cloudflare shows for it.</source>
            <translation>需要 Cloudflare 页面上显示的隧道令牌。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Random, changes each time</source>
            <translation>随机，每次不同</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>Set up…</source>
            <translation>设置…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>The token is stored, sealed.</source>
            <translation>令牌已加密保存。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>all proxies</source>
            <translation>全部代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>every model (/v1)</source>
            <translation>所有模型（/v1）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/pages/tunnel_setup.py" />
            <source>nothing yet</source>
            <translation>尚未开放任何内容</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/palette.py" />
            <source>%n result(s)</source>
            <translation>
                <numerusform>%n 个结果</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Actions</source>
            <translation>操作</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Pages</source>
            <translation>页面</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Proxies and providers</source>
            <translation>代理与供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Recent</source>
            <translation>最近使用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Results</source>
            <translation>结果</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Search pages and actions</source>
            <translation>搜索页面与操作</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>Type a command, page, proxy or model</source>
            <translation>输入命令、页面、代理或模型</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>move</source>
            <comment>keys</comment>
            <translation>移动</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/palette.py" />
            <source>run</source>
            <comment>keys</comment>
            <translation>执行</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/proxy_control.py" />
            <source>Port {port} is in use</source>
            <translation>端口 {port} 被占用</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/proxy_control.py" />
            <source>The proxy did not start</source>
            <translation>代理未能启动</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy failed</source>
            <translation>代理出错</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy running</source>
            <translation>代理运行中</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy starting</source>
            <translation>代理启动中</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy stopped</source>
            <translation>代理已停止</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>Proxy stopping</source>
            <translation>代理停止中</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/server_card.py" />
            <source>{state}, {address}</source>
            <translation>{state}，{address}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/session.py" />
            <source>Open or quit it from here.</source>
            <translation>可从这里打开或退出。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/session.py" />
            <source>The proxy stopped</source>
            <translation>代理已停止</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Close a dialog, the inspector or the search</source>
            <translation>关闭对话框、详情或搜索</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Fold or unfold the sidebar</source>
            <translation>收起或展开侧栏</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Move an entry up or down</source>
            <translation>上移或下移条目</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>New entry on this page</source>
            <translation>在此页新建</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Next area of the window</source>
            <translation>下一个区域</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Next log entry</source>
            <translation>下一条日志</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Open settings</source>
            <translation>打开设置</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Previous area of the window</source>
            <translation>上一个区域</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Previous log entry</source>
            <translation>上一条日志</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Quit Amux</source>
            <translation>退出 Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Refresh this page</source>
            <translation>刷新此页</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Save the form</source>
            <translation>保存表单</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Search or filter on this page</source>
            <translation>在此页搜索或筛选</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Show the shortcuts</source>
            <translation>显示快捷键</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/shortcuts.py" />
            <source>Start or stop the proxy</source>
            <translation>启动或停止代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar.py" />
            <source>Fold the sidebar</source>
            <translation>收起侧栏</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar.py" />
            <source>Observe</source>
            <translation>观测</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar.py" />
            <source>Routing</source>
            <translation>路由</translation>
        </message>
        <message numerus="yes">
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>%n account(s) cannot serve now</source>
            <translation>
                <numerusform>%n 个账号暂时不可用</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>A change that was cut short has been finished.</source>
            <translation>一次中断的改动已经完成。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>Amux has another address now; the settings follow.</source>
            <translation>Amux 的地址变了，设置已同步更新。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>Lines of Amux had gone from the settings and are back.</source>
            <translation>设置中缺失的 Amux 内容已补回。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>Requests are recorded again</source>
            <translation>已恢复记录请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>Requests cannot be recorded for now</source>
            <translation>暂时无法记录请求</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>changed by another program: {tools}</source>
            <translation>被其他程序改动：{tools}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>failed</source>
            <comment>tunnel</comment>
            <translation>已失败</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>in use: {tools}</source>
            <translation>使用中：{tools}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>not written for now</source>
            <translation>暂时无法写入</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>on</source>
            <comment>tunnel</comment>
            <translation>运行中</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>reconnecting</source>
            <comment>tunnel</comment>
            <translation>正在重连</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>starting</source>
            <comment>tunnel</comment>
            <translation>正在启动</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>the proxy is stopped</source>
            <translation>代理已停止</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>{page}, {state}</source>
            <translation>{page}，{state}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>{tool} could not be pointed at Amux again</source>
            <translation>无法让 {tool} 重新经由 Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>{tool} goes through Amux again</source>
            <translation>{tool} 已重新经由 Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/sidebar_marks.py" />
            <source>{tool} was set right</source>
            <translation>{tool} 已修复</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/startup_error.py" />
            <source>Amux cannot start</source>
            <translation>Amux 无法启动</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/startup_error.py" />
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/tray.py" />
            <source>Amux: {state}</source>
            <translation>Amux：{state}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/tray.py" />
            <source>Open Amux</source>
            <translation>打开 Amux</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/tray.py" />
            <source>Settings…</source>
            <translation>设置…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Amux ended while it was being written.</source>
            <translation>生成过程中 Amux 退出了。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Ask again</source>
            <translation>重新回答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Check the parameters of this chat, or choose another model above.</source>
            <translation>请检查此对话的参数，或在上方换一个模型。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Choose a model that the provider offers.</source>
            <translation>请选择该供应商提供的模型。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Copy the answer</source>
            <translation>复制回答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Go on with this answer</source>
            <translation>用这个回答继续</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Replace the API key on the Providers page.</source>
            <translation>请在供应商页面更换 API Key。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Say it in other words, or choose another model above.</source>
            <translation>请换个说法，或在上方换一个模型。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Start a new chat, or send less.</source>
            <translation>请新建对话，或减少发送的内容。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Stopped after {total}</source>
            <translation>{total} 后停止</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>The API key may not use this model. Choose another one above.</source>
            <translation>此 API Key 无权使用该模型。请在上方换一个。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>The chat goes on from here</source>
            <translation>对话从这里继续</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>This answer is not complete</source>
            <translation>此回答不完整</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Top up the account at the provider, or choose another one above.</source>
            <translation>请到供应商处充值，或在上方换一个。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Try again in a moment, or choose another model above and ask again.</source>
            <translation>请稍后重试，或在上方换一个模型再问。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Try again, or choose another model above and ask again.</source>
            <translation>请重试，或在上方换一个模型再问。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>Waiting for the answer…</source>
            <translation>等待回答…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>{model} has answered</source>
            <translation>{model} 已回答</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>{said}
{step}</source>
            <translation>{said}
{step}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>{total}, first token {first}</source>
            <translation>{total}，首字 {first}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>{total}, first token {first}, {sent} in, {got} out</source>
            <translation>{total}，首字 {first}，输入 {sent}，输出 {got}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_answer.py" />
            <source>{total}, first token {first}, {sent} in, {got} out, {cost}</source>
            <translation>{total}，首字 {first}，输入 {sent}，输出 {got}，​{cost}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_composer.py" />
            <source>Enter to send, Shift Enter for a new line</source>
            <translation>Enter 发送，Shift Enter 换行</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_composer.py" />
            <source>Offer the example tools: a clock and a calculator</source>
            <translation>提供示例工具：时钟和计算器</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_composer.py" />
            <source>Remove {name}</source>
            <translation>移除 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_composer.py" />
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_parts.py" />
            <source>Result of {name}</source>
            <translation>{name} 的结果</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_parts.py" />
            <source>The provider does not show the thoughts.</source>
            <translation>供应商没有公开思考内容。</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_parts.py" />
            <source>Thinking…</source>
            <translation>思考中…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_parts.py" />
            <source>Thought for {time}</source>
            <translation>思考了 {time}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_question.py" />
            <source>Edit as another version</source>
            <translation>编辑为新版本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_question.py" />
            <source>Next version</source>
            <translation>下一个版本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_question.py" />
            <source>Previous version</source>
            <translation>上一个版本</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_question.py" />
            <source>Send as another version</source>
            <translation>作为新版本发送</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_question.py" />
            <source>Show all ({size} KB)</source>
            <translation>显示全部（{size} KB）</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_question.py" />
            <source>Version {place} of {count}</source>
            <translation>第 {place} 个版本，共 {count} 个</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_question.py" />
            <source>Your message</source>
            <translation>你的消息</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_text.py" />
            <source>Code in {language}</source>
            <translation>{language} 代码</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_text.py" />
            <source>Text of the answer</source>
            <translation>回答正文</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/chat_text.py" />
            <source>code</source>
            <translation>代码</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/code_box.py" />
            <source>Wrap long lines</source>
            <translation>自动换行</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/field.py" />
            <source>Optional</source>
            <translation>可选</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/flow.py" />
            <source>{way}, if it fails {backup}</source>
            <translation>{way}，出错时转 {backup}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/markdown_view.py" />
            <source>Image: {name}</source>
            <translation>图片：{name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/price_rows.py" />
            <source>Estimate</source>
            <translation>估算</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/select.py" />
            <source>Choices</source>
            <translation>选项</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/select.py" />
            <source>Search or type a name…</source>
            <translation>搜索或输入名称…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/select.py" />
            <source>Use {name}</source>
            <translation>使用 {name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/starter_card.py" />
            <source>{title}. {detail}</source>
            <translation>{title}。{detail}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/stat_tile.py" />
            <source>{label}: {value} {unit}, {note}</source>
            <translation>{label}：{value} {unit}，{note}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/step_bar.py" />
            <source>Step {step} of {count}: {name}</source>
            <translation>第 {step} 步，共 {count} 步：{name}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/table_columns.py" />
            <source>Reset the columns</source>
            <translation>恢复默认列</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/token_rows.py" />
            <source>{scope}, expired {date}</source>
            <translation>{scope}，已于 {date} 过期</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/token_rows.py" />
            <source>{scope}, until {date}</source>
            <translation>{scope}，有效至 {date}</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Copy as CSV</source>
            <translation>复制为 CSV</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Every part of the chart is switched off</source>
            <translation>图表中的所有系列都已关闭</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Explore…</source>
            <translation>放大查看…</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Latency</source>
            <translation>延迟</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Show as chart</source>
            <translation>以图表显示</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Show as table</source>
            <translation>以表格显示</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>Split the chart</source>
            <translation>图表拆分方式</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_card.py" />
            <source>What the chart shows</source>
            <translation>图表内容</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>In total</source>
            <translation>合计</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>Input</source>
            <translation>输入</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>Median</source>
            <translation>中位数</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>Others</source>
            <translation>其他</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>Succeeded</source>
            <translation>成功</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>removed provider</source>
            <translation>已删除的供应商</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/widgets/traffic_series.py" />
            <source>removed proxy</source>
            <translation>已删除的代理</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>Anthropic Messages</source>
            <translation>Anthropic Messages</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>Any format</source>
            <translation>任意格式</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>Gemini</source>
            <translation>Gemini</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>Google Gemini</source>
            <translation>Google Gemini</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>OpenAI Chat</source>
            <translation>OpenAI Chat</translation>
        </message>
        <message>
            <location filename="../amux_desktop/gui/wire_formats.py" />
            <source>OpenAI Chat Completions</source>
            <translation>OpenAI Chat Completions</translation>
        </message>
    </context>
</TS>
