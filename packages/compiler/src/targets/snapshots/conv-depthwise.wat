(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0_depthwise_conv_2d_nhwc_hwc_1x32x32x32x3x3 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (local v128)
    (local i32) (local v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128)
    (local i32 i32 i32 i32) (local v128 v128 v128 v128 v128 v128 v128 v128)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (local v128) (local i32)
    (local v128 v128 v128 v128 v128 v128 v128 v128 v128 v128)
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 8
        local.get 2 local.get 4 i32.div_u local.set 11
        local.get 11 local.get 5 i32.rem_u local.set 9
        local.get 11 local.get 5 i32.div_u local.set 10
        local.get 0 i32.load offset=12 i32.const 0 i32.add local.set 12
        local.get 0 i32.load offset=8 i32.const 0 i32.add local.set 13
        local.get 0 i32.load offset=4 i32.const 0 i32.add local.set 14
        local.get 0 i32.load i32.const 0 i32.add local.set 15
        local.get 9 i32.const 16 i32.mul local.set 16
        local.get 8 i32.const 16 i32.mul local.set 17
        local.get 16 i32.const 1024 i32.mul local.set 18
        local.get 17 i32.const 32 i32.mul local.set 19
        local.get 18 local.get 19 i32.add local.set 17
        local.get 16 i32.const 1088 i32.mul local.set 18
        local.get 18 local.get 19 i32.add local.set 16
        i32.const 0 local.tee 19 i32.const 16 i32.lt_s if
          loop
            local.get 19 i32.const 1024 i32.mul local.set 18
            local.get 17 local.get 18 i32.add local.set 20
            local.get 19 i32.const 1088 i32.mul local.set 18
            local.get 16 local.get 18 i32.add local.set 21
            i32.const 0 local.tee 18 i32.const 16 i32.lt_s if
              loop
                local.get 18 i32.const 32 i32.mul local.set 22
                local.get 20 local.get 22 i32.add local.set 23
                local.get 21 local.get 22 i32.add local.set 24
                i32.const 0 local.tee 22 i32.const 32 i32.lt_s if
                  local.get 13 local.get 23 i32.const 2 i32.shl i32.add local.set 25
                  local.get 25 i32.const 0 i32.const 2 i32.shl i32.add local.set 26
                  local.get 26 i32.const 128 i32.add local.set 27
                  local.get 12 local.get 23 i32.const 2 i32.shl i32.add local.set 28
                  local.get 28 i32.const 0 i32.const 2 i32.shl i32.add local.set 29
                  loop
                    local.get 26 local.set 31
                    local.get 31 v128.load align=4 local.set 30
                    local.get 26 local.set 31
                    local.get 31 v128.load offset=16 align=4 local.set 32
                    local.get 26 local.set 31
                    local.get 31 v128.load offset=128 align=4 local.set 33
                    local.get 26 local.set 31
                    local.get 31 v128.load offset=144 align=4 local.set 34
                    local.get 26 local.set 31
                    local.get 31 v128.load offset=256 align=4 local.set 35
                    local.get 26 local.set 31
                    local.get 31 v128.load offset=272 align=4 local.set 36
                    local.get 26 local.set 31
                    local.get 31 v128.load offset=384 align=4 local.set 37
                    local.get 26 local.set 31
                    local.get 31 v128.load offset=400 align=4 local.set 38
                    local.get 24 local.get 22 i32.add local.set 31
                    local.get 30 local.get 32 local.get 33 local.get 34 local.get 35 local.get 36 local.get 37
                    local.get 38 local.set 46
                    local.set 45
                    local.set 44
                    local.set 43
                    local.set 42
                    local.set 41
                    local.set 40
                    local.set 39
                    i32.const 0 local.tee 47 i32.const 3 i32.lt_s if
                      loop
                        local.get 47 i32.const 1088 i32.mul local.set 48
                        local.get 31 local.get 48 i32.add local.set 49
                        local.get 47 i32.const 96 i32.mul local.set 48
                        local.get 22 local.get 48 i32.add local.set 50
                        local.get 39 local.get 40 local.get 41 local.get 42 local.get 43 local.get 44 local.get 45
                        local.get 46 local.set 58
                        local.set 57
                        local.set 56
                        local.set 55
                        local.set 54
                        local.set 53
                        local.set 52
                        local.set 51
                        i32.const 0 local.tee 48 i32.const 3 i32.lt_s if
                          local.get 15 local.get 49 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 59
                          local.get 59 i32.const 0 i32.const 7 i32.shl i32.add local.set 60
                          local.get 60 i32.const 384 i32.add local.set 61
                          local.get 15 local.get 49 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 62
                          local.get 62 i32.const 0 i32.const 7 i32.shl i32.add local.set 63
                          local.get 15 local.get 49 i32.const 2 i32.shl i32.add i32.const 128 i32.add local.set 64
                          local.get 64 i32.const 0 i32.const 7 i32.shl i32.add local.set 65
                          local.get 15 local.get 49 i32.const 2 i32.shl i32.add i32.const 144 i32.add local.set 66
                          local.get 66 i32.const 0 i32.const 7 i32.shl i32.add local.set 67
                          local.get 15 local.get 49 i32.const 2 i32.shl i32.add i32.const 256 i32.add local.set 68
                          local.get 68 i32.const 0 i32.const 7 i32.shl i32.add local.set 69
                          local.get 15 local.get 49 i32.const 2 i32.shl i32.add i32.const 272 i32.add local.set 70
                          local.get 70 i32.const 0 i32.const 7 i32.shl i32.add local.set 71
                          local.get 15 local.get 49 i32.const 2 i32.shl i32.add i32.const 384 i32.add local.set 72
                          local.get 72 i32.const 0 i32.const 7 i32.shl i32.add local.set 73
                          local.get 15 local.get 49 i32.const 2 i32.shl i32.add i32.const 400 i32.add local.set 74
                          local.get 74 i32.const 0 i32.const 7 i32.shl i32.add local.set 75
                          local.get 14 local.get 50 i32.const 2 i32.shl i32.add local.set 76
                          loop
                            local.get 60 local.set 78
                            local.get 78 v128.load align=4 local.set 77
                            local.get 63 local.set 78
                            local.get 78 v128.load align=4 local.set 79
                            local.get 65 local.set 78
                            local.get 78 v128.load align=4 local.set 80
                            local.get 67 local.set 78
                            local.get 78 v128.load align=4 local.set 81
                            local.get 69 local.set 78
                            local.get 78 v128.load align=4 local.set 82
                            local.get 71 local.set 78
                            local.get 78 v128.load align=4 local.set 83
                            local.get 73 local.set 78
                            local.get 78 v128.load align=4 local.set 84
                            local.get 75 local.set 78
                            local.get 78 v128.load align=4 local.set 85
                            local.get 76 local.get 48 i32.const 7 i32.shl i32.add local.set 78
                            local.get 78 v128.load align=4 local.set 86
                            local.get 76 local.get 48 i32.const 7 i32.shl i32.add local.set 78
                            local.get 78 v128.load offset=16 align=4 local.set 87
                            local.get 77 local.get 86 f32x4.mul local.set 88
                            local.get 51 local.get 88 f32x4.add local.set 77
                            local.get 79 local.get 87 f32x4.mul local.set 88
                            local.get 52 local.get 88 f32x4.add local.set 79
                            local.get 80 local.get 86 f32x4.mul local.set 88
                            local.get 53 local.get 88 f32x4.add local.set 80
                            local.get 81 local.get 87 f32x4.mul local.set 88
                            local.get 54 local.get 88 f32x4.add local.set 81
                            local.get 82 local.get 86 f32x4.mul local.set 88
                            local.get 55 local.get 88 f32x4.add local.set 82
                            local.get 83 local.get 87 f32x4.mul local.set 88
                            local.get 56 local.get 88 f32x4.add local.set 83
                            local.get 84 local.get 86 f32x4.mul local.set 88
                            local.get 57 local.get 88 f32x4.add local.set 86
                            local.get 85 local.get 87 f32x4.mul local.set 88
                            local.get 58 local.get 88 f32x4.add local.set 87
                            local.get 77 local.get 79 local.get 80 local.get 81 local.get 82 local.get 83 local.get 86
                            local.get 87 local.set 58
                            local.set 57
                            local.set 56
                            local.set 55
                            local.set 54
                            local.set 53
                            local.set 52
                            local.set 51
                            local.get 60 i32.const 128 i32.add local.set 60
                            local.get 63 i32.const 128 i32.add local.set 63
                            local.get 65 i32.const 128 i32.add local.set 65
                            local.get 67 i32.const 128 i32.add local.set 67
                            local.get 69 i32.const 128 i32.add local.set 69
                            local.get 71 i32.const 128 i32.add local.set 71
                            local.get 73 i32.const 128 i32.add local.set 73
                            local.get 75 i32.const 128 i32.add local.set 75
                            local.get 48 i32.const 1 i32.add local.tee 48 i32.const 3 i32.lt_s br_if 0
                          end
                        end
                        local.get 51 local.get 52 local.get 53 local.get 54 local.get 55 local.get 56 local.get 57
                        local.get 58 local.set 46
                        local.set 45
                        local.set 44
                        local.set 43
                        local.set 42
                        local.set 41
                        local.set 40
                        local.set 39
                        local.get 47 i32.const 1 i32.add local.tee 47 i32.const 3 i32.lt_s br_if 0
                      end
                    end
                    local.get 29 local.set 31
                    local.get 31 local.get 39 v128.store align=4
                    local.get 29 local.set 31
                    local.get 31 local.get 40 v128.store offset=16 align=4
                    local.get 29 local.set 31
                    local.get 31 local.get 41 v128.store offset=128 align=4
                    local.get 29 local.set 31
                    local.get 31 local.get 42 v128.store offset=144 align=4
                    local.get 29 local.set 31
                    local.get 31 local.get 43 v128.store offset=256 align=4
                    local.get 29 local.set 31
                    local.get 31 local.get 44 v128.store offset=272 align=4
                    local.get 29 local.set 31
                    local.get 31 local.get 45 v128.store offset=384 align=4
                    local.get 29 local.set 31
                    local.get 31 local.get 46 v128.store offset=400 align=4
                    local.get 26 i32.const 32 i32.add local.set 26
                    local.get 29 i32.const 32 i32.add local.set 29
                    local.get 22 i32.const 8 i32.add local.tee 22 i32.const 32 i32.lt_s br_if 0
                  end
                end
                local.get 18 i32.const 4 i32.add local.tee 18 i32.const 16 i32.lt_s br_if 0
              end
            end
            local.get 19 i32.const 1 i32.add local.tee 19 i32.const 16 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
